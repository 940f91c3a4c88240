import type { PlannedEntry } from '../../../model/plan.ts';
import { showSize } from '../../../model/units/size.ts';
import { count } from '../layout/count.ts';
import { list } from '../layout/list.ts';

/** What one or more calls send, and to how many distribution points. */
type Cost = NonNullable<PlannedEntry['cost']>;

/** What is said where nobody knows what a call sends. */
export const UNKNOWN_SIZE = 'size unknown';

/** `11.2 GB to 14 DPs`. */
export function showCost({ bytes, distributionPoints }: Cost): string {
  return `${showSize(bytes)} to ${count(distributionPoints, 'DP')}`;
}

/** What these entries send together: `38.0 GB to 240 DPs, 3 of unknown size`; nothing where there are none. */
export function showTotal(entries: readonly Pick<PlannedEntry, 'cost'>[]): string {
  const known = entries.flatMap(({ cost }) => cost ?? []);
  if (known.length === 0) return entries.length === 0 ? '' : UNKNOWN_SIZE;
  const unknown = entries.length - known.length;
  return list([showCost(sumOf(known)), unknown > 0 ? `${count(unknown, 'call')} of unknown size` : '']);
}

function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((one, other) => ({
    bytes: one.bytes + other.bytes,
    distributionPoints: one.distributionPoints + other.distributionPoints,
  }));
}
