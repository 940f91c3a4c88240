import { showDuration } from '../model/units/duration.ts';
import type { Finding } from '../model/views/finding.ts';
import { failure, ok, warning } from './check.ts';

const MINUTE = 60_000;
/** Windows refuses Kerberos where two clocks are further apart. */
const KERBEROS_LIMIT = 5 * MINUTE;

/** What is to be said of a site's clock, which is `offset` milliseconds ahead of this machine's. */
export function clockFinding(subject: string, offset: number): Finding {
  const apart = Math.abs(offset);
  if (apart <= MINUTE) return ok(subject, 'its clock and that of this machine agree');
  const fault = {
    title: `its clock is ${showDuration(apart)} ${offset > 0 ? 'ahead of' : 'behind'} that of this machine`,
    detail: 'What the site did after a call is told from what it did before by its time.',
    remedy: 'Let both machines take their time from the same server.',
  };
  if (apart <= KERBEROS_LIMIT) return warning(subject, fault);
  const detail = `${fault.detail} Kerberos allows ${showDuration(KERBEROS_LIMIT)}.`;
  return failure(subject, { ...fault, detail });
}
