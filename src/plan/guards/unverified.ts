import type { Guard } from './guard.ts';

/** A commit that none of the operator's keys signed changes nothing at a site. */
export const unverified: Guard = ({ subject, declared }, { input }) => {
  if (subject.trusted) return undefined;
  const view = input.sources.find(({ name }) => name === declared.source);
  const commit = `commit ${view?.commit.slice(0, 10) ?? ''} of ${declared.source}`;
  return {
    by: 'unverified',
    code: null,
    message: `${commit} ${view?.unverified ?? 'is not verified'}`,
    until: null,
    remedy: { kind: 'signCommit', source: declared.source },
  };
};
