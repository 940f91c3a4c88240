import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, slices } from '../../../../src/report/text/layout/cut.ts';
import { WIDE } from '../../../../src/report/text/layout/wide.ts';

const texts = fc.string({ unit: 'grapheme' });

describe('a text that is cut', () => {
  it.each([
    ['Branch Offices', 14, 'Branch Offices'],
    ['Branch Offices', 8, 'Branch …'],
    ['東京都品川区', 6, '東京…'],
    ['👩\u200d💻👩\u200d💻', 3, '👩\u200d💻…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['Branch', 1, '…'],
  ])('%s in %d columns is %s', (text, width, shown) => {
    expect(cut(text, width, WIDE)).toBe(shown);
  });

  it('never takes more columns than it may', () => {
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 1, max: 60 }),
        (text, width) => stringWidth(cut(text, width, WIDE)) <= width,
      ),
    );
  });
});

it('loses nothing of a text in slices; only a single character can be too wide for one', () => {
  const isSingle = (part: string) => [...new Intl.Segmenter().segment(part)].length === 1;
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 60 }), (text, width) => {
      const parts = slices(text, width, WIDE);
      return parts.join('') === text && parts.every((part) => stringWidth(part) <= width || isSingle(part));
    }),
  );
});
