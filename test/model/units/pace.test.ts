import { describe, expect, it } from 'vitest';
import { pauseAfter } from '../../../src/model/units/pace.ts';

const PACE = { initial: 1000, factor: 3, max: 20_000 };

describe('a growing pause', () => {
  it('begins with the first one, grows by the factor, and stays at the longest', () => {
    expect([1, 2, 3, 4, 5].map((failures) => pauseAfter(failures, PACE))).toEqual([
      ...[1000, 3000, 9000],
      ...[20_000, 20_000],
    ]);
  });

  it('is a time also after years of failures', () => {
    expect(pauseAfter(1_000_000, { ...PACE, factor: 100 })).toBe(20_000);
    expect(pauseAfter(1_000_000, { ...PACE, factor: 1 })).toBe(1000);
  });
});
