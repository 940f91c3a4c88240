import type { SiteCode } from '../../model/entry.ts';
import type { Site } from '../site.ts';
import { findAssignments } from './assignments.ts';
import { withBudget } from './budget.ts';
import { findGroups } from './groups.ts';
import { checkIdentification } from './identification.ts';
import { readJobs } from './jobs.ts';
import { readMembers } from './members.ts';
import { findPackages } from './packages.ts';
import { keepSiteServers } from './site-servers.ts';
import { readStatus, readStatusOfPackages } from './status.ts';
import type { Wire } from './wire.ts';

/** What of a site is asked in rows, whatever leads to it. */
type Questions = Pick<
  Site,
  | 'probe'
  | 'findGroups'
  | 'findPackages'
  | 'findAssignments'
  | 'readMembers'
  | 'readJobs'
  | 'readStatus'
  | 'readStatusOfPackages'
>;

/** The questions to one site, each with a budget of its own. `clock` tells milliseconds since 1970. */
export function questionsOver(wire: Wire, code: SiteCode, clock: () => number): Questions {
  const over = ({ length }: { readonly length: number }) => withBudget(wire, { items: length, clock });
  const servers = keepSiteServers(() => over([]), clock);
  return {
    probe: (signal) => checkIdentification(over([]), code, signal),
    findGroups: (names, signal) => findGroups(over(names), names, signal),
    findPackages: (ids, signal) => findPackages(over(ids), ids, signal),
    findAssignments: (pairs, signal) => findAssignments(over(pairs), pairs, signal),
    readMembers: (groupIds, signal) => readMembers({ wire: over(groupIds), servers }, groupIds, signal),
    readJobs: (packages, signal) => readJobs(over(packages), packages, signal),
    readStatus: (pairs, signal) => readStatus(over(pairs), pairs, signal),
    readStatusOfPackages: (packages, signal) => readStatusOfPackages(over(packages), packages, signal),
  };
}
