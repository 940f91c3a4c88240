import { expect, it } from 'vitest';
import { declared, NOW, planOne, subject } from '../../make/noun/plan.ts';

const HOUR = 3_600_000;
const between = subject({ declared: [declared({ notBefore: NOW, notAfter: NOW + HOUR })] });

it('holds before its time, and says until when', () => {
  expect(planOne(between, { now: NOW - 1 }).held).toMatchObject({
    by: 'validity',
    until: NOW,
    message: 'not before 2026-11-23T12:00:00.000Z',
    remedy: { kind: 'correctFile', file: 'office.yaml', what: 'notBefore' },
  });
});

it('is free between its times', () => {
  expect(planOne(between, { now: NOW }).held).toBeNull();
  expect(planOne(between, { now: NOW + HOUR - 1 }).held).toBeNull();
});

it('holds after its time, for good', () => {
  expect(planOne(between, { now: NOW + HOUR }).held).toMatchObject({
    by: 'validity',
    until: null,
    message: 'not after 2026-11-23T13:00:00.000Z, which has passed',
    remedy: { kind: 'correctFile', file: 'office.yaml', what: 'notAfter' },
  });
});

it.each([
  ['notBefore', { notBefore: NOW + 1, notAfter: null }],
  ['notAfter', { notBefore: null, notAfter: NOW - 1 }],
])('needs no more than %s', (_, times) => {
  expect(planOne(subject({ declared: [declared(times)] })).held?.by).toBe('validity');
});
