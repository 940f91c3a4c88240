import type { Site } from '../site.ts';
import { findAssignments } from './assignments.ts';
import { findGroups } from './groups.ts';
import { checkIdentification } from './identification.ts';
import { readJobs } from './jobs.ts';
import { readMembers } from './members.ts';
import { readMethodParameter } from './method.ts';
import { findPackages } from './packages.ts';
import { redistribute } from './redistribute.ts';
import { openSession, type SessionOptions } from './session.ts';
import { keepSiteServers } from './site-servers.ts';
import { readStatus, readStatusOfPackages } from './status.ts';

/** A site that is reached through its AdminService. Throws a Failure (`stop`) where `caFile` is of no use. */
export function openAdminServiceSite(options: SessionOptions): Site {
  const { code, maxConcurrentCalls, callTimeout } = options.settings;
  const session = openSession(options);
  const servers = keepSiteServers(session, options.clock);
  return {
    code,
    slots: maxConcurrentCalls,
    callTimeout,
    get clockOffset() {
      return session.clockOffset;
    },
    probe: (signal) => checkIdentification(session, code, signal),
    findGroups: (names, signal) => findGroups(session, names, signal),
    findPackages: (ids, signal) => findPackages(session, ids, signal),
    findAssignments: (pairs, signal) => findAssignments(session, pairs, signal),
    readMembers: (groupIds, signal) => readMembers({ session, servers }, groupIds, signal),
    readJobs: (packages, signal) => readJobs(session, packages, signal),
    readStatus: (pairs, signal) => readStatus(session, pairs, signal),
    readStatusOfPackages: (packages, signal) => readStatusOfPackages(session, packages, signal),
    readMethodParameter: (signal) => readMethodParameter(session, signal),
    redistribute: (call) => redistribute(session, call),
    close: () => session.close(),
  };
}
