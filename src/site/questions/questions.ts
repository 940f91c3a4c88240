import type { SiteCode } from '../../model/entry.ts';
import type { Site } from '../site.ts';
import { findAssignments } from './assignments.ts';
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

/** The questions to one site. `clock` tells milliseconds since 1970. */
export function questionsOver(wire: Wire, code: SiteCode, clock: () => number): Questions {
  const servers = keepSiteServers(wire, clock);
  return {
    probe: (signal) => checkIdentification(wire, code, signal),
    findGroups: (names, signal) => findGroups(wire, names, signal),
    findPackages: (ids, signal) => findPackages(wire, ids, signal),
    findAssignments: (pairs, signal) => findAssignments(wire, pairs, signal),
    readMembers: (groupIds, signal) => readMembers({ wire, servers }, groupIds, signal),
    readJobs: (packages, signal) => readJobs(wire, packages, signal),
    readStatus: (pairs, signal) => readStatus(wire, pairs, signal),
    readStatusOfPackages: (packages, signal) => readStatusOfPackages(wire, packages, signal),
  };
}
