import type { Site } from '../site.ts';
import { findGroups } from './groups.ts';
import { checkIdentification } from './identification.ts';
import { redistribute } from './redistribute.ts';
import { openSession, type SessionOptions } from './session.ts';

/** A site that is reached through its AdminService. Throws a Failure (`stop`) where `caFile` is of no use. */
export function openAdminServiceSite(options: SessionOptions): Site {
  const { code, maxConcurrentCalls, callTimeout } = options.settings;
  const session = openSession(options);
  return {
    code,
    slots: maxConcurrentCalls,
    callTimeout,
    probe: (signal) => checkIdentification(session, code, signal),
    findGroups: (names, signal) => findGroups(session, names, signal),
    redistribute: (call) => redistribute(session, call),
    close: () => session.close(),
  };
}
