import { describe, expect, it } from 'vitest';
import { tame } from '../../src/site/tame.ts';

describe('text from a site', () => {
  it.each([
    ['as it is', 'as it is'],
    ['  two\r\n\tlines ', 'two lines'],
    ['a\u0000b\u001b[31mc\u007f\u0085d', 'a b [31mc d'],
    ['right\u202eto\u2066left\u200b', 'right to left'],
    ['one\u2028two', 'one two'],
    ['half \ud83d', 'half \ufffd'],
    ['', ''],
  ])('%j becomes %j', (text, tamed) => {
    expect(tame(text)).toBe(tamed);
  });

  it('is cut, and never within a character', () => {
    expect(tame('🚀'.repeat(10_000))).toBe(`${'🚀'.repeat(299)}…`);
  });
});
