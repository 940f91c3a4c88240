import { showDuration } from '../../model/units/duration.ts';
import type { Guard } from './guard.ts';

/** Due for so long that nobody may remember why: a call that late must be wanted anew. */
export const stale: Guard = ({ subject }, { input: { now, guards }, runs }) => {
  const member = runs.of.get(subject.key);
  if (!member || now - member.since <= guards.maxAge || runs.tallies.get(member.run)?.approved)
    return undefined;
  return {
    by: 'stale',
    code: null,
    message: `due for ${showDuration(now - member.since)}, longer than maxAge (${showDuration(guards.maxAge)})`,
    until: null,
    remedy: { kind: 'approveRun', run: member.run, over: 'age' },
  };
};
