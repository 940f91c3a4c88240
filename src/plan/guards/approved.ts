import { callId } from '../../model/approval.ts';
import type { Case } from '../case.ts';
import type { GuardContext } from './guard.ts';

/** True where an operator approved this very entry at this very digest. */
export function isApproved(
  { subject: { key }, digest }: Case,
  { input, runs }: Pick<GuardContext, 'input' | 'runs'>,
): boolean {
  const run = runs.of.get(key)?.run;
  return (
    run !== undefined &&
    digest !== null &&
    input.runs.get(run)?.approved.has(callId({ key, digest })) === true
  );
}
