import { showSize } from '../../model/units/size.ts';
import type { Tally } from '../runs.ts';
import type { GuardSettings } from '../settings.ts';
import type { Guard } from './guard.ts';

/** A run with more calls or bytes than expected is held as a whole: one commit must not surprise the network. */
export const budget: Guard = ({ subject }, { input: { guards, overrides }, runs }) => {
  const run = runs.of.get(subject.key)?.run ?? '';
  const tally = runs.tallies.get(run);
  if (!tally || tally.approved || overrides.approveBudget) return undefined;
  const excess = excessOf(tally, guards);
  if (excess === undefined) return undefined;
  return {
    by: 'budget',
    code: null,
    message: `run ${run} ${excess}`,
    until: null,
    remedy: { kind: 'approveRun', run, over: 'budget' },
  };
};

function excessOf({ calls, bytes }: Tally, { maxCallsPerRun, maxBytesPerRun: most }: GuardSettings) {
  if (calls > maxCallsPerRun) return `has ${calls} calls, more than maxCallsPerRun (${maxCallsPerRun})`;
  if (most === undefined) return undefined;
  if (bytes === null) return `has calls whose size is not known, and maxBytesPerRun is ${showSize(most)}`;
  return bytes > most ? `sends ${showSize(bytes)}, more than maxBytesPerRun (${showSize(most)})` : undefined;
}
