import { expect, it } from 'vitest';
import {
  approvalOf,
  DAY,
  declared,
  digest,
  guards,
  NOW,
  planOne,
  rejected,
  run,
  subject,
} from '../../make/noun/plan.ts';

const dueSince = (since: number, run: string | null = 'r1') =>
  subject({ declared: [declared()], due: { digest: digest(), run, since } });
const view = (approved: boolean) => ({
  runs: new Map([['r1', run(approved ? { approved: approvalOf([dueSince(0)]) } : {})]]),
});

it('holds what is due for longer than maxAge', () => {
  expect(planOne(dueSince(NOW - 14 * DAY), view(false)).held).toBeNull();
  expect(planOne(dueSince(NOW - 14 * DAY - 1), view(false)).held).toMatchObject({
    by: 'stale',
    since: NOW - 14 * DAY - 1,
    until: null,
    message: 'due for 14d, longer than maxAge (14d)',
    remedy: { kind: 'approveRun', run: 'r1', over: 'age' },
  });
});

it('holds a retry too', () => {
  const retried = { ...dueSince(NOW - 15 * DAY), attempts: [rejected({ run: 'r1' })] };
  expect(planOne(retried, view(false)).held?.by).toBe('stale');
});

it('ends with the approval of its run, and not with that of its budget', () => {
  const old = dueSince(NOW - 15 * DAY);
  expect(planOne(old, view(true)).held).toBeNull();
  const overrides = { firstRun: () => false, approveBudget: () => true, breakGlass: false };
  expect(planOne(old, { ...view(false), overrides }).held?.by).toBe('stale');
});

it('follows the config', () => {
  expect(planOne(dueSince(NOW - 2 * DAY), guards({ maxAge: DAY })).held?.by).toBe('stale');
});

it('counts from when this digest became due', () => {
  const newer = subject({
    declared: [declared({ revision: '2' })],
    due: { digest: digest(), run: 'r1', since: NOW - 15 * DAY },
  });
  expect(planOne(newer, view(false)).held).toBeNull();
});
