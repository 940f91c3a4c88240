import type { PlannedEntry } from '../../../model/plan.ts';

/** Why something happens to the entry: `revision 3 → 4`, `new, revision 4`. */
export function showWhy({ cause, revision: { from, to } }: PlannedEntry): string {
  if (cause === 'removed') return from === null ? 'removed' : `removed, was revision ${from}`;
  if (to === null) return 'different revisions';
  if (cause === 'new' || cause === 'renamed') return `${cause}, revision ${to}`;
  const step = from === null || from === to ? `revision ${to}` : `revision ${from} → ${to}`;
  return cause === 'retry' ? `retry, ${step}` : step;
}
