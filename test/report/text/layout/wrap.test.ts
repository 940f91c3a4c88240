import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { WIDE } from '../../../../src/report/text/layout/wide.ts';
import { wrap } from '../../../../src/report/text/layout/wrap.ts';

describe('a text that is wrapped', () => {
  it('is broken at spaces', () => {
    expect(wrap('Nothing is called on a first run.', 18, WIDE)).toEqual([
      'Nothing is called',
      'on a first run.',
    ]);
  });

  it('keeps a command whole where it can', () => {
    expect(wrap('Now run `dpsync adopt content` once.', 24, WIDE)).toEqual([
      'Now run',
      '`dpsync adopt content`',
      'once.',
    ]);
    expect(wrap('`dpsync adopt content`', 10, WIDE)).toEqual(['`dpsync', 'adopt', 'content`']);
  });

  it('breaks a word only where it is wider than a line', () => {
    expect(wrap('sites/eu/office.yaml', 12, WIDE)).toEqual(['sites/eu/off', 'ice.yaml']);
    expect(wrap('東京都品川区', 4, WIDE)).toEqual(['東京', '都品', '川区']);
  });

  it('never takes more columns than it may, and loses no word', () => {
    const texts = fc
      .array(fc.string({ unit: fc.constantFrom(...'ab`東🏢é'), minLength: 1 }))
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 60 }), (text, width) => {
        const lines = wrap(text, width, WIDE);
        expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});
