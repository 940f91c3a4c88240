import type { Guard } from './guard.ts';

/** Nothing of a source is called before somebody said what its first pass means: a lost ledger must never send an estate anew. */
export const firstRun: Guard = ({ declared, subject }, { input }) => {
  const state = input.sources.find(({ name }) => name === declared.source)?.firstRun ?? 'held';
  if (state === 'released' || input.overrides.firstRun(subject.key)) return undefined;
  if (state === 'held' && input.guards.firstRun === 'apply') return undefined;
  const why =
    state === 'quarantined'
      ? 'this ledger is not the one that this machine saw last here (restored, replaced or lost)'
      : `this ledger sees the source ${declared.source} for the first time`;
  return {
    by: 'firstRun',
    code: null,
    message: why,
    until: null,
    remedy: { kind: 'adopt', source: declared.source },
  };
};
