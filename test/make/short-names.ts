import { showEntry } from '../../src/model/entry.ts';
import type { Plan, PlannedEntry } from '../../src/model/plan.ts';
import type { Pass } from '../../src/reconcile/pass/pass.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';

/** What a site took, oldest first, as `1>2`: its first package to its second group. */
export function takenBy({ site }: Simulator): readonly string[] {
  return site.calls.map(({ package: content, group }) => `${content.number + 1}>${group.number + 1}`);
}

/** What a pass plans for each entry: its action, or what holds it. */
export function actionsOf({ planned }: Pass): Readonly<Record<string, string>> {
  return actionsIn(planned.plan);
}

/** What a plan says of each entry: its action, or what holds it. */
export function actionsIn({ entries }: Plan): Readonly<Record<string, string>> {
  const told = ({ action, held, cause }: PlannedEntry) =>
    held ? held.by : action === 'none' ? cause : action;
  return Object.fromEntries(entries.map((one) => [shortName(one), told(one)]));
}

/** An entry of a simulated site as `1>2`: its first package to its second group. */
export function shortName({ entry }: Pick<PlannedEntry, 'entry'>): string {
  const [, site, number, group] =
    /^(\w{3})\/\w{3}(\w{5})\/(?:Branch Offices (\d\d))$/i.exec(showEntry(entry)) ?? [];
  if (site === undefined || number === undefined) return showEntry(entry);
  return `${Number.parseInt(number, 16)}>${Number(group)}`;
}
