import type { ReasonRule } from '../../model/config/reason-rule.ts';
import type { Guard } from './guard.ts';

/** The operator wants to know why: an entry waits until its declaration says so, in the form that the config asks for. */
export const policy: Guard = ({ declared: { reason, source, file } }, { input }) => {
  const rule = input.sources.find(({ name }) => name === source)?.reason;
  const fault = rule && faultOf(reason, rule);
  if (!fault) return undefined;
  return {
    by: 'policy',
    code: null,
    message: `the reason in ${file} ${fault}`,
    until: null,
    remedy: { kind: 'correctFile', file, what: fault === 'is missing' ? 'missingReason' : 'reason' },
  };
};

/** The longest reason that is looked at, in characters. */
const LONGEST = 1000;

function faultOf(reason: string | null, { required, pattern, fits }: ReasonRule): string | undefined {
  const text = reason?.trim() ?? '';
  if (text === '') return required ? 'is missing' : undefined;
  if (pattern === null) return undefined;
  if (text.length > LONGEST)
    return `is longer than ${LONGEST} characters, so it is not compared with ${pattern}`;
  const answer = fits(text);
  if (answer === 'slow') return `could not be compared with ${pattern} in time: that pattern takes too long`;
  return answer ? undefined : `does not fit ${pattern}`;
}
