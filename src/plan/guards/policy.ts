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

function faultOf(reason: string | null, { required, pattern, fits }: ReasonRule): string | undefined {
  const text = reason?.trim() ?? '';
  if (text === '') return required ? 'is missing' : undefined;
  return fits(text) ? undefined : `does not fit ${pattern}`;
}
