import { showDuration } from '../../model/units/duration.ts';
import { isApproved } from './approved.ts';
import type { Guard } from './guard.ts';

/** Due for so long that nobody may remember why: a call that late must be wanted anew. */
export const stale: Guard = (due, context) => {
  const { now, guards } = context.input;
  const member = context.runs.of.get(due.subject.key);
  if (!member || now - member.since <= guards.maxAge || isApproved(due, context)) return undefined;
  return {
    by: 'stale',
    code: null,
    message: `due for ${showDuration(now - member.since)}, longer than maxAge (${showDuration(guards.maxAge)})`,
    until: null,
    remedy: { kind: 'approveRun', run: member.run, over: 'age' },
  };
};
