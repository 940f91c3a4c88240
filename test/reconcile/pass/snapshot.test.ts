import { expect, it } from 'vitest';
import type { PointStatus, SiteJob } from '../../../src/model/site/facts.ts';
import { snapshotOf } from '../../../src/reconcile/pass/snapshot.ts';
import { entry, MINUTE, NOW } from '../../make/noun/plan.ts';

const PACKAGE = entry().package;
const HOUR = 60 * MINUTE;

function job(id: string, state: SiteJob['state'], createdAt: number): SiteJob {
  return { id, state, createdAt, package: PACKAGE, point: 'a', sendsAll: true };
}

function status(point: string, at: number): PointStatus {
  return { point, at, name: point, groupId: '{1}', package: PACKAGE, state: 'success', messageId: 2330 };
}

it('notes the jobs that are under way, however old, and those that ended lately', () => {
  const jobs = [
    job('running for long', 'running', NOW - 50 * HOUR),
    job('waiting for long', 'waiting', NOW - 50 * HOUR),
    job('done lately', 'done', NOW - 20 * MINUTE),
    job('failed lately', 'failed', NOW - 20 * MINUTE),
    job('done long ago', 'done', NOW - HOUR),
  ];
  expect(snapshotOf({ jobs, statuses: [], clockOffset: 0 }, NOW).jobs).toEqual([
    'running for long',
    'waiting for long',
    'done lately',
    'failed lately',
  ]);
});

it('tells by the clock of the site what was lately', () => {
  const jobs = [job('1', 'done', NOW - 20 * MINUTE)];
  expect(snapshotOf({ jobs, statuses: [], clockOffset: HOUR }, NOW)).toMatchObject({
    takenAt: NOW,
    clockOffset: HOUR,
    jobs: [],
  });
});

it('notes the newest status of each distribution point', () => {
  const statuses = [
    status('a', NOW - HOUR),
    status('b', NOW),
    status('a', NOW - MINUTE),
    status('b', NOW - HOUR),
  ];
  expect(snapshotOf({ jobs: [], statuses, clockOffset: 0 }, NOW).points).toEqual({ a: NOW - MINUTE, b: NOW });
});
