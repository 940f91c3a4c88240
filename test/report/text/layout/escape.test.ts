import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../../../src/report/text/layout/escape.ts';

const OBEYED = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;
const hostile = fc.constantFrom(
  ...'\u001b\u009b\u0007\r\n\t\u202e\u2066\u2069\u200b\u200d\u2028\ufeffa[2J🏢東é',
);

describe('a value from git or a site', () => {
  it.each([
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['one\r\ntwo\tthree', 'one\\r\\ntwo\\tthree'],
    ['Campus\u202egnp.exe', 'Campus\\u{202e}gnp.exe'],
    ['\u009b2J', '\\u{9b}2J'],
    ['half \ud83c', 'half \\u{d83c}'],
    ['Bran\u200bch', 'Bran\\u{200b}ch'],
    ['Bran\u200dch', 'Bran\\u{200d}ch'],
  ])('%j is shown as %s', (raw, shown) => {
    expect(escapeText(raw)).toBe(shown);
  });

  it.each(['Büro Köln', '東京 🏢', 'مجموعة', 'می\u200cخواهم', '👩\u200d💻', 'C:\\share'])(
    '%s stays as it is',
    (text) => {
      expect(escapeText(text)).toBe(text);
    },
  );

  it('keeps no control or bidi character, whatever it is made of', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: hostile }));
    fc.assert(fc.property(texts, (text) => !OBEYED.test(escapeText(text))));
  });

  it('is not escaped twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: hostile }), (text) => escapeText(escapeText(text)) === escapeText(text)),
    );
  });
});
