import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dueAfter } from '../../../src/model/units/due-after.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const YEARS = 1000 * 86_400_000;

it('is a pause after a time that has passed', () => {
  expect(dueAfter(NOW - 1000, 30_000, NOW)).toBe(NOW + 29_000);
});

it('goes on being a pause where two clocks differ by minutes', () => {
  expect(dueAfter(NOW + 60_000, 30_000, NOW)).toBe(NOW + 90_000);
});

it('lets nobody wait for longer than the pause and what clocks may differ by, whatever was recorded', () => {
  const recorded = fc.integer({ min: -YEARS, max: YEARS });
  const pause = fc.integer({ min: 0, max: 86_400_000 });
  fc.assert(
    fc.property(recorded, pause, (at, long) => {
      expect(dueAfter(NOW + at, long, NOW) - NOW).toBeLessThanOrEqual(long + 5 * 60_000);
    }),
  );
});
