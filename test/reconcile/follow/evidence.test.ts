import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/model/attempt.ts';
import type { Point, PointStatus, SiteJob } from '../../../src/model/site/facts.ts';
import { assess, type Observation } from '../../../src/reconcile/follow/evidence.ts';
import { attempt, entry, MINUTE, NOW } from '../../make/noun/plan.ts';

const SECOND = 1000;
const HOUR = 60 * MINUTE;
const PACKAGE = entry().package;

/** Groups are named by their members: `abc` has the points a, b and c; `S` is on its site server. */
function membersOf(...groups: readonly string[]): ReadonlyMap<string, readonly Point[]> {
  const point = (id: string): Point => ({ id, name: `dp-${id}`, onSiteServer: id === 'S' });
  return new Map(groups.map((group) => [group, [...group].map(point)]));
}

let lastJob = 0;

/** One job at each of these points, made just after the call unless said otherwise. */
function jobsAt(points: string, more: Partial<SiteJob> = {}): SiteJob[] {
  return [...points].map((point) => {
    lastJob += 1;
    const job = { id: `${lastJob}`, point, state: 'running', sendsAll: true } as const;
    return { ...job, package: PACKAGE, createdAt: NOW + 5 * SECOND, ...more };
  });
}

/** A status of each of these points, a minute after the call unless said otherwise. */
function statusAt(points: string, at = NOW + MINUTE): PointStatus[] {
  const status = { groupId: 'abc', package: PACKAGE, state: 'success', messageId: 2330, at } as const;
  return [...points].map((point) => ({ ...status, point, name: `dp-${point}` }));
}

/** A call to the group `abc` whose answer was lost; nothing was under way before it. */
function lost(more: Parameters<typeof attempt>[0] = {}): Attempt {
  const startedAt = more.startedAt ?? NOW;
  const snapshot = { takenAt: startedAt - 10 * SECOND, clockOffset: 0, jobs: [], points: {} };
  return attempt({ groupId: 'abc', outcome: 'unknown', startedAt, snapshot, ...more });
}

/** Another call of ours, half a minute after the lost one unless said otherwise. */
function called(groupId: string, more: Parameters<typeof attempt>[0] = {}): Attempt {
  return attempt({ groupId, outcome: 'accepted', startedAt: NOW + 30 * SECOND, ...more });
}

const GROUPS = ['abc', 'cde', 'abcd', 'Sabc', 'S', 'xy', ''];
const NOTHING: Observation = { jobs: [], statuses: [], others: [], members: membersOf(...GROUPS) };

const JUST_BEFORE = { startedAt: NOW - MINUTE } as const;
const noted = (jobs: readonly SiteJob[], more: Partial<Attempt['snapshot']> = {}) => ({
  snapshot: { takenAt: NOW - SECOND, clockOffset: 0, points: {}, jobs: jobs.map(({ id }) => id), ...more },
});
const EARLIER_JOBS = jobsAt('cde', { createdAt: NOW - MINUTE });
const UNDER_WAY = jobsAt('abc', { createdAt: NOW - 5 * HOUR });

interface Row {
  readonly name: string;
  readonly lost?: Attempt;
  readonly observation: Partial<Observation>;
  /** A part of what is said. */
  readonly says: string;
}

const TAKEN: readonly Row[] = [
  {
    name: 'a new job at every member',
    observation: { jobs: jobsAt('abc') },
    says: 'new distribution jobs at all 3 distribution points',
  },
  {
    name: 'jobs that are done, and that failed',
    observation: { jobs: [...jobsAt('ab', { state: 'done' }), ...jobsAt('c', { state: 'failed' })] },
    says: 'new distribution jobs',
  },
  {
    name: 'a job at every member but the one on the site server, which never gets one',
    lost: lost({ groupId: 'Sabc' }),
    observation: { jobs: jobsAt('abc') },
    says: 'at all 3',
  },
  {
    name: 'a job more at a shared member for each accepted call',
    observation: { jobs: jobsAt('abccde'), others: [called('cde')] },
    says: 'new distribution jobs',
  },
  {
    name: 'a job more at a shared member for each call that is unknown too',
    observation: { jobs: jobsAt('abccde'), others: [lost({ groupId: 'cde' })] },
    says: 'new distribution jobs',
  },
  {
    name: 'no job more at a shared member for a call that is unknown too, and shows nothing at its other members',
    observation: { jobs: jobsAt('abc'), others: [lost({ groupId: 'cde' })] },
    says: 'new distribution jobs',
  },
  {
    name: 'an earlier call of ours whose jobs were there before explains none of the new ones',
    lost: lost(noted(EARLIER_JOBS)),
    observation: { jobs: [...EARLIER_JOBS, ...jobsAt('abc')], others: [called('cde', JUST_BEFORE)] },
    says: 'new distribution jobs',
  },
  {
    name: 'an earlier call of ours whose jobs came after the snapshot explains one of two',
    observation: { jobs: jobsAt('abccde'), others: [called('cde', JUST_BEFORE)] },
    says: 'new distribution jobs',
  },
  {
    name: 'updates and removals besides count for nothing',
    observation: { jobs: [...jobsAt('abc'), ...jobsAt('abcxy', { sendsAll: false })] },
    says: 'new distribution jobs',
  },
  {
    name: 'jobs of before, and of long after, count for nothing',
    observation: {
      jobs: [
        ...jobsAt('abc'),
        ...jobsAt('xy', { createdAt: NOW - MINUTE }),
        ...jobsAt('abcxy', { createdAt: NOW + 2 * HOUR }),
      ],
    },
    says: 'new distribution jobs',
  },
  {
    name: 'jobs by a clock that is behind',
    lost: lost(noted([], { clockOffset: -10 * MINUTE })),
    observation: { jobs: jobsAt('abc', { createdAt: NOW - 10 * MINUTE + SECOND }) },
    says: 'new distribution jobs',
  },
  {
    name: 'the jobs are gone, and every member has a newer status',
    lost: lost(noted([], { points: { a: NOW - HOUR, b: NOW - HOUR } })),
    observation: { statuses: statusAt('abc') },
    says: 'a newer status at all 3 distribution points',
  },
  {
    name: 'the jobs are gone, and another call of ours reaches other points',
    observation: { statuses: statusAt('abcxy'), others: [called('xy')] },
    says: 'a newer status',
  },
];

const OPEN: readonly Row[] = [
  {
    name: 'nothing new',
    observation: { statuses: statusAt('abc', NOW - HOUR) },
    says: 'no newer status at 3 of 3',
  },
  {
    name: 'a job at some members only',
    observation: { jobs: jobsAt('ab') },
    says: 'no new job at 1 of 3',
  },
  {
    name: 'a newer status at some members only',
    observation: { statuses: statusAt('ab') },
    says: 'no newer status at 1 of 3',
  },
  {
    name: 'update jobs alone',
    observation: { jobs: jobsAt('abc', { sendsAll: false }) },
    says: 'no newer status at 3 of 3',
  },
  {
    name: 'no job but that of an accepted call at the shared member',
    observation: { jobs: jobsAt('cde'), others: [called('cde')] },
    says: 'no new job at 3 of 3',
  },
  {
    name: 'fewer jobs at the shared member than unknown calls',
    observation: { jobs: jobsAt('abcde'), others: [lost({ groupId: 'cde' })] },
    says: 'at 1 of 3 distribution points may as well be that of another call',
  },
  {
    name: 'one job at the shared member, and the other unknown call has a newer status at its other members',
    observation: { jobs: jobsAt('abc'), statuses: statusAt('de'), others: [lost({ groupId: 'cde' })] },
    says: 'at 1 of 3 distribution points may as well be that of another call',
  },
  {
    name: 'one set of jobs for two unknown calls of the same group',
    observation: { jobs: jobsAt('abc'), others: [lost({ revision: '0', startedAt: NOW - MINUTE })] },
    says: 'at 3 of 3 distribution points may as well be that of another call',
  },
  {
    name: 'one set of jobs, and a call of the same group that is under way',
    observation: { jobs: jobsAt('abc'), others: [called('abc', { outcome: 'open' })] },
    says: 'may as well be that of another call',
  },
  {
    name: 'somebody else redistributes to one shared member: it could be the job that is missed',
    observation: { jobs: jobsAt('c') },
    says: 'no new job at 2 of 3',
  },
  {
    name: 'somebody else redistributes to one shared member as well',
    observation: { jobs: jobsAt('abcc') },
    says: 'more new jobs than calls of ours',
  },
  {
    name: 'somebody else redistributes to a group that holds all of these members and more',
    observation: { jobs: jobsAt('abcd') },
    says: 'there is a new job for d too',
  },
  {
    name: 'somebody else redistributed to the same group before, and it was seen',
    lost: lost(noted(UNDER_WAY)),
    observation: { jobs: UNDER_WAY },
    says: 'no new job so far',
  },
  {
    name: 'what was under way before the call ended after it, and its jobs are gone',
    lost: lost(noted(UNDER_WAY)),
    observation: { statuses: statusAt('abc') },
    says: 'that of what was under way before the call',
  },
  {
    name: 'somebody else redistributes to the same group hours later',
    observation: {
      jobs: jobsAt('abc', { createdAt: NOW + 2 * HOUR }),
      statuses: statusAt('abc', NOW + 2 * HOUR),
    },
    says: 'came too long after the call',
  },
  {
    name: 'the jobs are gone, and a point of no call of ours has a newer status too',
    observation: { statuses: statusAt('abcd') },
    says: 'd has a newer status too',
  },
  {
    name: 'the jobs are gone, and another call reaches one of the members',
    observation: { statuses: statusAt('abcde'), others: [called('cde')] },
    says: 'other calls of ours reach some of these',
  },
  {
    name: 'jobs of before, by a clock that is ahead',
    lost: lost(noted([], { clockOffset: 10 * MINUTE })),
    observation: { jobs: jobsAt('abc', { createdAt: NOW + 9 * MINUTE }) },
    says: 'no newer status at 3 of 3',
  },
  {
    name: 'every member on the site server',
    lost: lost({ groupId: 'S' }),
    observation: { jobs: jobsAt('abc') },
    says: 'no member that a redistribution reaches',
  },
  {
    name: 'an empty group',
    lost: lost({ groupId: '' }),
    observation: { jobs: jobsAt('abc') },
    says: 'no member that a redistribution reaches',
  },
  {
    name: 'a group that is gone',
    lost: lost({ groupId: 'gone' }),
    observation: { jobs: jobsAt('abc') },
    says: 'no member that a redistribution reaches',
  },
  {
    name: 'nothing noted before the call',
    lost: lost({ snapshot: null }),
    observation: { jobs: jobsAt('abc') },
    says: 'nothing was noted of the site before the call',
  },
];

describe('the site took a call', () => {
  it.each(TAKEN)('$name', ({ lost: attempt = lost(), observation, says }) => {
    const verdict = assess(attempt, { ...NOTHING, ...observation });
    expect(verdict).toEqual({ taken: true, text: expect.stringContaining(says) });
  });
});

describe('nobody knows whether the site took a call', () => {
  it.each(OPEN)('$name', ({ lost: attempt = lost(), observation, says }) => {
    const verdict = assess(attempt, { ...NOTHING, ...observation });
    expect(verdict).toEqual({ taken: false, text: expect.stringContaining(says) });
  });
});
