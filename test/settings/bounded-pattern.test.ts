import { describe, expect, it } from 'vitest';
import { boundedPattern } from '../../src/settings/bounded-pattern.ts';
import { openReasonRule } from '../../src/settings/reason-rule.ts';

describe('a pattern', () => {
  it('is compared as a regular expression, anywhere in the text', () => {
    const fits = boundedPattern('CHG\\d{7}$');
    expect([fits('CHG0012345'), fits('see CHG0012345'), fits('CHG12'), fits('')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('takes a character for one, whatever its code', () => {
    expect(boundedPattern('^.$')('😀')).toBe(true);
  });

  it('that backtracks for ever is stopped, and after some texts it is not tried any more', () => {
    const fits = boundedPattern('^(a+)+$');
    expect(fits('aaa')).toBe(true);
    const texts = Array.from({ length: 40 }, (_, index) => `${'a'.repeat(40 + index)}!`);
    expect(texts.map(fits)).toEqual(texts.map(() => 'slow'));
    expect(fits('aaa')).toBe(true);
    expect(fits('aaaa')).toBe('slow');
  });

  it('cannot reach this program', () => {
    expect(boundedPattern('^x$')('"); process.exit(1); ("')).toBe(false);
  });
});

describe('the rule of a source', () => {
  it('is none where nothing is asked', () => {
    expect(openReasonRule({})).toBeNull();
  });

  it('takes any text where there is no pattern', () => {
    const rule = openReasonRule({ reason: { required: true } });
    expect(rule).toMatchObject({ required: true, pattern: null });
    expect(rule?.fits('anything')).toBe(true);
  });

  it('compares with its pattern', () => {
    const rule = openReasonRule({ reason: { required: false, pattern: '^CHG' } });
    expect([rule?.pattern, rule?.fits('CHG1'), rule?.fits('x')]).toEqual(['^CHG', true, false]);
  });
});
