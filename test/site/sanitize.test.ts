import { describe, expect, it } from 'vitest';
import { sanitize } from '../../src/site/sanitize.ts';

describe('text from a site', () => {
  it.each([
    ['as it is', 'as it is'],
    ['  two\r\n\tlines ', 'two lines'],
    ['a\u0000b\u001b[31mc\u007f\u0085d', 'a b [31mc d'],
    ['right\u202eto\u2066left\u200b', 'right to left'],
    ['one\u2028two', 'one two'],
    ['half \ud83d', 'half \ufffd'],
    ['', ''],
  ])('%j becomes %j', (text, sanitized) => {
    expect(sanitize(text)).toBe(sanitized);
  });

  it('is cut, and never within a character', () => {
    expect(sanitize('🚀'.repeat(10_000))).toBe(`${'🚀'.repeat(299)}…`);
  });
});
