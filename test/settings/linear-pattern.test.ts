import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPatternMistake, linearPattern } from '../../src/settings/linear-pattern.ts';
import { openReasonRule } from '../../src/settings/reason-rule.ts';

describe('a pattern', () => {
  it('is compared as a regular expression, anywhere in the text', () => {
    const fits = linearPattern('CHG\\d{7}$');
    expect([fits('CHG0012345'), fits('see CHG0012345'), fits('CHG12'), fits('')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('takes a character for one, whatever its code', () => {
    expect(linearPattern('^.$')('😀')).toBe(true);
  });

  // By backtracking each of these takes longer than the universe has: only a hang reaches the time that a test has.
  it.each(['^(a+)+$', '^(a|aa)+$', '^(?:a|a)*$', '(a*)*(b*)*$', '^(\\w+\\s?)*$', 'a*a*a*a*a*a*a*a*$'])(
    '%s is compared with any text of the longest kind',
    (pattern) => {
      const fits = linearPattern(pattern);
      const reason = fc.integer({ min: 1900, max: 1999 }).map((length) => `${'a'.repeat(length)}!`);
      fc.assert(
        fc.property(reason, (text) => {
          fits(text);
          expect(fits(`${text.slice(0, -1)}`)).toBe(true);
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each(['^CHG\\d{7}', '(?<year>\\d{4})-\\d\\d', '[\\p{L}\\d]+', '^(?:INC|CHG)[0-9]+\\b', '\\u0041\\/'])(
    '%s says what it says elsewhere',
    (pattern) => {
      const [fits, expected] = [linearPattern(pattern), new RegExp(pattern, 'u')];
      const unit = fc.constantFrom(
        'C',
        'H',
        'G',
        'INC',
        '1',
        '20',
        '2026-11',
        '-',
        ' ',
        'é',
        'A/',
        'CHG0012345',
      );
      fc.assert(
        fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
          expect(fits(text)).toBe(expected.test(text));
        }),
      );
    },
  );

  it.each(['(?=a)b', '(a)\\1', '(', 'a{2,1}', '((a{100}){100}){100}'])('%s is a mistake', (pattern) => {
    expect(findPatternMistake(pattern)).toMatch(
      /^is no regular expression that can be compared in linear time \(.+\)/,
    );
  });

  it('is none where there is none', () => {
    expect(findPatternMistake(undefined)).toBeUndefined();
    expect(findPatternMistake('^CHG')).toBeUndefined();
  });
});

describe('the rule of a source', () => {
  it('is none where nothing is asked', async () => {
    expect(await openReasonRule({})).toBeNull();
  });

  it('takes any text where there is no pattern', async () => {
    const rule = await openReasonRule({ reason: { required: true } });
    expect(rule).toMatchObject({ required: true, pattern: null });
    expect(rule?.fits('anything')).toBe(true);
  });

  it('compares with its pattern', async () => {
    const rule = await openReasonRule({ reason: { required: false, pattern: '^CHG' } });
    expect([rule?.pattern, rule?.fits('CHG1'), rule?.fits('x')]).toEqual(['^CHG', true, false]);
  });
});
