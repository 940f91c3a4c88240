import { describe, expect, it } from 'vitest';
import type { Point, SiteJob } from '../../../src/model/site/facts.ts';
import {
  CLOCK_SLACK,
  MADE_WITHIN,
  mayHaveMade,
  reachesOf,
  unexplainedJobs,
} from '../../../src/model/site/reach.ts';
import { attempt, entry, NOW } from '../../make/noun/plan.ts';

const PACKAGE = entry().package;
/** Groups are named by their members: `abc` has the points a, b and c. */
const membersOf = (groupId: string): readonly Point[] =>
  [...groupId].map((id) => ({ id, name: `dp-${id}`, onSiteServer: false }));

let last = 0;
function job(point: string, createdAt: number, more: Partial<SiteJob> = {}): SiteJob {
  last += 1;
  return { id: `${last}`, package: PACKAGE, point, state: 'done', sendsAll: true, createdAt, ...more };
}

const callsAt = (groupId: string, ...times: readonly number[]) =>
  times.map((startedAt) => attempt({ groupId, startedAt }));
const reach = (groupId: string, clockOffset = 0) => reachesOf(callsAt(groupId, NOW), membersOf, clockOffset);

describe('a call may have made a job', () => {
  it.each([
    ['at a member, just after it', job('b', NOW + 1000), true],
    ['read to the second, just before it', job('b', NOW - CLOCK_SLACK), true],
    ['at the latest an hour after it', job('b', NOW + MADE_WITHIN), true],
    ['before it', job('b', NOW - CLOCK_SLACK - 1), false],
    ['long after it', job('b', NOW + MADE_WITHIN + 1), false],
    ['at a point that is no member', job('d', NOW + 1000), false],
    ['of another package', job('b', NOW + 1000, { package: entry('P01/P01000FF/X').package }), false],
  ])('%s', (_, made, may) => {
    expect(reach('abc').map((call) => mayHaveMade(call, made))).toEqual([may]);
  });

  it("by the site's clock", () => {
    const [ahead] = reach('abc', 600_000);
    expect(ahead && mayHaveMade(ahead, job('a', NOW + 600_000))).toBe(true);
    expect(ahead && mayHaveMade(ahead, job('a', NOW))).toBe(false);
  });

  it('nowhere, where its group is not known', () => {
    const [nowhere] = reachesOf([attempt({ groupId: null, startedAt: NOW })], membersOf, 0);
    expect(nowhere?.points.size).toBe(0);
  });
});

describe('jobs that no call explains', () => {
  const left = (jobs: readonly SiteJob[], ...times: readonly number[]) =>
    unexplainedJobs(jobs, reachesOf(callsAt('ab', ...times), membersOf, 0)).map(({ id }) => id);

  it('are none where each has a call', () => {
    expect(left([job('a', NOW + 1), job('b', NOW + 1)], NOW)).toEqual([]);
  });

  it('are all where nothing was called', () => {
    const jobs = [job('a', NOW), job('b', NOW)];
    expect(left(jobs)).toEqual(jobs.map(({ id }) => id));
  });

  it('are the later ones at a point with more jobs than calls', () => {
    const [third, first, second] = [job('a', NOW + 3), job('a', NOW + 1), job('a', NOW + 2)];
    expect(left([third, first, second], NOW, NOW)).toEqual([third.id]);
  });

  it('are those from before a call, which explains the one after it', () => {
    const [before, after] = [job('a', NOW - 60_000), job('a', NOW + 1)];
    expect(left([before, after], NOW)).toEqual([before.id]);
  });

  it('are those that come hours after the last call, whatever became of its own', () => {
    const late = job('a', NOW + 5 * MADE_WITHIN);
    expect(left([late], NOW)).toEqual([late.id]);
  });
});
