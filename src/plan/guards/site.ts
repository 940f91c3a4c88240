import type { Guard } from './guard.ts';

/** The whole site cannot be used now. */
export const site: Guard = ({ entry }, { input }) => {
  const facts = input.facts.get(entry.site);
  if (facts?.kind !== 'unreachable') return undefined;
  return {
    by: 'site',
    code: facts.code,
    message: facts.message,
    since: facts.since,
    until: null,
    remedy: { kind: 'mendSite' },
  };
};
