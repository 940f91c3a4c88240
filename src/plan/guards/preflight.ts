import { groupKey } from '../../model/entry.ts';
import type { Guard } from './guard.ts';

/** What the site shows says that the call cannot work. */
export const preflight: Guard = ({ entry }, { input }) => {
  const facts = input.facts.get(entry.site);
  if (facts?.kind !== 'reached') return undefined;
  const found = facts.groups.get(groupKey(entry.group));
  // A group that the site was not asked about yet: it is asked before the call.
  if (found === undefined || found.count === 1) return undefined;
  if (found.count > 1) {
    return {
      by: 'preflight',
      code: 'DPS2102',
      message: `site ${entry.site} has ${found.count} groups whose names compare alike`,
      until: null,
      remedy: 'rename one of these groups at the site',
    };
  }
  return {
    by: 'preflight',
    code: 'DPS2101',
    message: `group not found at site ${entry.site}: missing, or this account may not see it`,
    until: null,
    remedy:
      'check the name; the account needs Read and Copy to Distribution Point on Distribution Point Groups and on Distribution Points',
  };
};
