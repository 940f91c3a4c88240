import type { EntryKey } from '../../model/entry.ts';
import { showDuration } from '../../model/units/duration.ts';
import type { Guard, GuardContext } from './guard.ts';

/** Due for so long that nobody may remember why: a call that late must be wanted anew. */
export const stale: Guard = ({ subject }, context) => {
  const { input, runs } = context;
  const { now, guards } = input;
  const member = runs.of.get(subject.key);
  const until = freshUntil(subject.key, context);
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
export function freshUntil(key: EntryKey, { input: { guards }, runs }: GuardContext): number | null {
  const member = runs.of.get(key);
  return !member || runs.tallies.get(member.run)?.approved ? null : member.since + guards.maxAge;
}
