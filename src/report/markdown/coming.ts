// For whoever decides, a call that only waits for an earlier wave is a call, not one that something keeps back.
import type { PlannedEntry } from '../../model/plan.ts';
import { showSize } from '../../model/units/size.ts';
import { count } from '../text/layout/count.ts';

/** Whether the entry would be called, now or once the waves below its own are through. */
export function isComing({ action, held }: PlannedEntry): boolean {
  return action === 'redistribute' || held?.by === 'wave';
}

/** Whether something keeps the entry from being called; conflicts are told by themselves. */
export function isHeldBack({ held }: PlannedEntry): boolean {
  return held !== null && held.by !== 'wave' && held.by !== 'conflict';
}

/** What these entries are together: `96 calls, 1,240 deliveries to distribution points, 1.9 TB`. */
export function showCalls(entries: readonly PlannedEntry[]): string {
  const known = entries.flatMap(({ cost }) => cost ?? []);
  const unknown = entries.length - known.length;
  const calls = count(entries.length, 'call');
  if (known.length === 0) return `${calls}, size unknown`;
  const deliveries = known.reduce((sum, { distributionPoints }) => sum + distributionPoints, 0);
  const bytes = known.reduce((sum, cost) => sum + cost.bytes, 0);
  const sent = `${calls}, ${count(deliveries, 'delivery', 'deliveries')} to distribution points, ${showSize(bytes)}`;
  return unknown === 0 ? sent : `${sent} (the size of ${count(unknown, 'call')} is unknown)`;
}
