import { expect, it } from 'vitest';
import { showAge, showMoment } from '../../../../src/report/text/layout/moment.ts';
import { HOUR, NOW } from '../../make/moment.ts';

it('shows a moment in UTC, to the second', () => {
  expect(showMoment(NOW + 5999)).toBe('2026-11-23 12:00:05Z');
});

it('shows an age, also where the clock of another machine is ahead', () => {
  expect(showAge(NOW - 51 * HOUR, NOW)).toBe('2d 3h ago');
  expect(showAge(NOW - 10, NOW)).toBe('just now');
  expect(showAge(NOW + HOUR, NOW)).toBe('just now');
});
