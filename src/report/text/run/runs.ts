// Budgets and approvals are per run: where a plan calls for several, each has its own sum.
import type { PlannedEntry } from '../../../model/plan.ts';
import { count } from '../layout/count.ts';
import { line, type Section } from '../layout/layout.ts';
import { list } from '../layout/list.ts';
import { showTotal } from '../plan/cost.ts';

/** What each run sends: `Run 4be1f0a92c33: 12 calls, 38.0 GB to 240 DPs`. */
export function runLines(entries: readonly PlannedEntry[], verb = ''): Section {
  const runs = Map.groupBy(entries, ({ run }) => run);
  return [...runs].flatMap(([run, members]) => {
    if (run === null) return [];
    const sum = list([count(members.length, 'call'), showTotal(members)]);
    return [line(`Run ${run}${verb}: ${sum}`, undefined, 2)];
  });
}
