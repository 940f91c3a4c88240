import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { queryOf, WQL } from '../../../src/site/powershell/filter.ts';

describe('a condition in WQL', () => {
  it.each([
    ["O'Brien", "Name = 'O\\'Brien'"],
    ['C:\\x', "Name = 'C:\\\\x'"],
    ['"', "Name = '\\\"'"],
    ["\\' OR Name = 'x", "Name = '\\\\\\' OR Name = \\'x'"],
    ['% _ [a-z] * 🚀 ’', "Name = '% _ [a-z] * 🚀 ’'"],
  ])('says %s', (value, condition) => {
    expect(WQL.equals('Name', value)).toBe(condition);
  });

  it('never ends before its text does, whatever that is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => !/\p{Cc}/u.test(value));
    fc.assert(
      fc.property(text, (value) => {
        const [, written = ''] = /^Name = '((?:[^'"\\]|\\['"\\])*)'$/su.exec(WQL.equals('Name', value)) ?? [];
        expect(written.replace(/\\(.)/gsu, '$1')).toBe(value);
      }),
    );
  });

  it.each(['a\nb', 'a\u0000b', '\u007f', '\u0085'])('is refused for %j', (value) => {
    expect(() => WQL.equals('Name', value)).toThrow(RangeError);
  });

  it('joins others so that they are read as they were meant', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((value) => WQL.equals(value.toUpperCase(), value));
    const either = WQL.either([a ?? '', b ?? '']);
    expect(WQL.both(either, c ?? '')).toBe("((A = 'a' OR B = 'b') AND (C = 'c'))");
  });
});

describe('a question in WQL', () => {
  const row = z.object({ SiteCode: z.string(), ServerName: z.string() });

  it.each([
    [undefined, 'SELECT SiteCode, ServerName FROM SMS_Site'],
    ["SiteCode = 'P01'", "SELECT SiteCode, ServerName FROM SMS_Site WHERE SiteCode = 'P01'"],
  ])('where %s', (condition, query) => {
    expect(queryOf({ className: 'SMS_Site', row, ...(condition !== undefined && { condition }) })).toBe(
      query,
    );
  });
});
