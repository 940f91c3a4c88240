import { showDuration } from '../../model/units/duration.ts';
import type { Case } from '../case.ts';
import { isApproved } from './approved.ts';
import type { Guard, GuardContext } from './guard.ts';

/** Due for so long that nobody may remember why: a call that late must be wanted anew. */
export const stale: Guard = (due, context) => {
  const { now, guards } = context.input;
  const member = context.runs.of.get(due.subject.key);
  const until = freshUntil(due, context);
  if (!member || until === null || now <= until) return undefined;
  return {
    by: 'stale',
    code: null,
    message: `due for ${showDuration(now - member.since)}, longer than maxAge (${showDuration(guards.maxAge)})`,
    until: null,
    remedy: { kind: 'approveRun', run: member.run, over: 'age' },
  };
};

/** The last moment at which an entry is not stale; null where it never will be. */
export function freshUntil(item: Case, context: Omit<GuardContext, 'overDay'>): number | null {
  const member = context.runs.of.get(item.subject.key);
  return !member || isApproved(item, context) ? null : member.since + context.input.guards.maxAge;
}
