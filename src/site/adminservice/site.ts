import { questionsOver } from '../questions/questions.ts';
import type { Site } from '../site.ts';
import { readMethodParameter } from './method.ts';
import { redistribute } from './redistribute.ts';
import { openSession, type SessionOptions } from './session.ts';
import { wireOver } from './wire.ts';

/** A site that is reached through its AdminService. Throws a Failure (`stop`) where `caFile` is of no use. */
export function openAdminServiceSite(options: SessionOptions): Site {
  const { code, maxConcurrentCalls, callTimeout } = options.settings;
  const session = openSession(options);
  return {
    ...questionsOver(wireOver(session), code, options.clock),
    code,
    slots: maxConcurrentCalls,
    callTimeout,
    get clockOffset() {
      return session.clockOffset;
    },
    readMethodParameter: (signal) => readMethodParameter(session, signal),
    redistribute: (call) => redistribute(session, call),
    close: () => session.close(),
  };
}
