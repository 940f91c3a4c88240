import { questionsOver } from '../questions/questions.ts';
import type { Site } from '../site.ts';
import { redistribute } from './redistribute.ts';
import { openSession, type SessionOptions } from './session.ts';
import { wireOver } from './wire.ts';

/** A site that is reached through PowerShell and CIM. */
export function openPowerShellSite(options: SessionOptions): Site {
  const { code, maxConcurrentCalls, callTimeout } = options.settings;
  const session = openSession(options);
  return {
    ...questionsOver(wireOver(session, code), code, options.clock),
    code,
    slots: maxConcurrentCalls,
    callTimeout,
    get clockOffset() {
      return session.clockOffset;
    },
    // A connection takes neither of the two for the other: what is described is what is sent.
    readMethodParameter: async (signal) => ({ type: await session.readParameter(signal), sent: true }),
    redistribute: (call) => redistribute(session, code, call),
    close: () => session.close(),
  };
}
