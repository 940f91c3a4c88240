import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quote } from '../../../src/declare/yaml/quote.ts';

it.each([
  ['P0100012', '"P0100012"'],
  ['Größe 💾', '"Größe 💾"'],
  ['a\nb\u001b[2J', '"a\\u{a}b\\u{1b}[2J"'],
  ['\u202Egnp.exe\u2028', '"\\u{202e}gnp.exe\\u{2028}"'],
  ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
])('shows %j', (text, shown) => {
  expect(quote(text)).toBe(shown);
});

it('lets through nothing that is not shown as a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      expect(quote(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
});
