import type { Guard } from './guard.ts';

/** A run with more calls than expected is held as a whole: one commit must not surprise the network. */
export const budget: Guard = ({ subject }, { input: { guards, pass }, runs }) => {
  const run = runs.of.get(subject.key)?.run ?? '';
  const tally = runs.tallies.get(run);
  if (!tally || tally.approved || pass.approveBudget) return undefined;
  if (tally.calls <= guards.maxCallsPerRun) return undefined;
  return {
    by: 'budget',
    code: null,
    message: `run ${run} has ${tally.calls} calls, more than maxCallsPerRun (${guards.maxCallsPerRun})`,
    until: null,
    remedy: `dpsync approve ${run}, or dpsync apply --approve-budget`,
  };
};
