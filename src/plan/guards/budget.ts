import { showSize } from '../../model/units/size.ts';
import type { Tally } from '../runs.ts';
import type { GuardSettings } from '../settings.ts';
import { isApproved } from './approved.ts';
import type { Guard, GuardContext } from './guard.ts';

/** A run with more calls or bytes than expected is held as a whole: one commit must not surprise the network. */
export const budget: Guard = (due, context) => {
  const { input, runs, overDay } = context;
  const { key } = due.subject;
  const run = runs.of.get(key)?.run ?? '';
  const tally = runs.tallies.get(run);
  if (!tally || isApproved(due, context) || input.overrides.approveBudget(key)) return undefined;
  const ofDay = overDay.get(run);
  const excess = excessOf(tally, input.guards) ?? ofDay?.message;
  if (excess === undefined) return undefined;
  return {
    by: 'budget',
    code: null,
    message: `run ${run} ${excess}`,
    until: excess === ofDay?.message ? ofDay.until : null,
    remedy: { kind: 'approveRun', run, over: 'budget' },
  };
};

/** True where a run comes to more than may leave without an approval. */
export function isOver(run: string, tally: Tally, { input, overDay }: GuardContext): boolean {
  return excessOf(tally, input.guards) !== undefined || overDay.has(run);
}

/** What a run has too much of, as the rest of a sentence that begins with its name; undefined where it fits. */
function excessOf({ calls, bytes }: Tally, { maxCallsPerRun, maxBytesPerRun: most }: GuardSettings) {
  if (calls > maxCallsPerRun) return `has ${calls} calls, more than maxCallsPerRun (${maxCallsPerRun})`;
  if (most === undefined) return undefined;
  if (bytes === null) return `has calls whose size is not known, and maxBytesPerRun is ${showSize(most)}`;
  return bytes > most ? `sends ${showSize(bytes)}, more than maxBytesPerRun (${showSize(most)})` : undefined;
}
