import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWidths, sum } from '../../../../src/report/text/layout/column-widths.ts';

describe('the widths of columns', () => {
  it.each([
    ['all fit', [5, 10], 20, [5, 10]],
    ['the widest gives way first', [5, 30, 10], 25, [5, 10, 10]],
    ['the widest ones share what is missing', [4, 40, 40], 24, [4, 10, 10]],
    ['there is no end of room', [5, 300], Number.POSITIVE_INFINITY, [5, 300]],
  ])('%s', (_name, needs, room, widths) => {
    expect(columnWidths(needs, room)).toEqual(widths);
  });

  it('fit the room, use it up where it is short, and never vanish', () => {
    const needs = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(needs, fc.integer({ min: 8, max: 200 }), (wanted, room) => {
        const widths = columnWidths(wanted, room);
        expect(sum(widths)).toBe(Math.min(room, sum(wanted)));
        expect(Math.min(...widths)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
