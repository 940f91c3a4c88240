// A queue may take hours: what was planned in time must not leave after its time.
import type { PlannedEntry } from '../model/plan.ts';
import type { Case } from './case.ts';
import type { GuardContext } from './guards/guard.ts';
import { freshUntil } from './guards/stale.ts';

/** The first and the last moment at which the call of an entry may leave: its validity, and until it is stale. */
export function leavesOf(item: Case, context: GuardContext): PlannedEntry['leaves'] {
  const { declared } = item;
  const notAfter = declared?.notAfter ?? null;
  const ends = [notAfter === null ? null : notAfter - 1, freshUntil(item, context)];
  const bounds = ends.filter((end) => end !== null);
  return { from: declared?.notBefore ?? null, until: bounds.length === 0 ? null : Math.min(...bounds) };
}
