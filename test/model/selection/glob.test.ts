import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactGlob, readGlob } from '../../../src/model/selection/glob.ts';

describe('a glob', () => {
  it.each([
    ['branch *', 'branch offices', true],
    ['branch *', 'branch ', true],
    ['branch *', 'my branch offices', false],
    ['*', '', true],
    ['p*1', 'p0100001', true],
    ['p*1', 'p0100012', false],
    ['a**b', 'ab', true],
    ['a*b', 'a\nb', true],
    ['ab*ba', 'aba', false],
    ['', '', true],
    ['', 'a', false],
    ['a[*]b', 'a*b', true],
    ['a[*]b', 'axb', false],
    ['[[*]]', '[*]', true],
    ['[a*]', '[abc]', true],
    ['[**]', '[abc]', true],
  ])('%j fits %j: %s', (glob, text, isFitting) => {
    expect(readGlob(glob).test(text)).toBe(isFitting);
  });

  it('takes every character but * for itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (glob, text) => {
        const plain = glob.replaceAll('*', '').replaceAll('\0', '');
        expect(readGlob(plain).test(plain)).toBe(true);
        expect(readGlob(plain).test(text)).toBe(text === plain);
      }),
    );
  });

  // Few letters, so that patterns fit by chance, in every way that they can.
  const pattern = fc.array(fc.constantFrom('a', 'b', '-', '*', '[*]', '[', ']'), { maxLength: 9 });
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*', '[', ']'), maxLength: 9 });

  it('fits what a naive reading of it fits', () => {
    fc.assert(
      fc.property(pattern, letters, (parts, text) => {
        const glob = parts.join('');
        expect(readGlob(glob).test(text)).toBe(fitsNaively(tokensOf(glob), [...text]));
      }),
      { numRuns: 3000 },
    );
  });

  it('covers another one only where it fits all that the other fits', () => {
    fc.assert(
      fc.property(pattern, pattern, letters, (wide, narrow, text) => {
        const one = readGlob(wide.join(''));
        const other = readGlob(narrow.join(''));
        expect(one.covers(one)).toBe(true);
        if (one.covers(other) && other.test(text)) expect(one.test(text)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('can be made of any text, and fits that one alone', () => {
    fc.assert(
      fc.property(letters, letters, (text, other) => {
        expect(readGlob(exactGlob(text)).test(text)).toBe(true);
        expect(readGlob(exactGlob(text)).test(other)).toBe(text === other);
      }),
    );
  });

  // By backtracking each of these takes longer than the universe has: only a hang reaches the time that a test has.
  it('never takes long, whatever it is compared with', () => {
    const unit = fc.constantFrom('*-', '*a', '*', '-', 'a');
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 20, maxLength: 127 }),
        fc.constantFrom('-', 'a'),
        (parts, letter) => {
          expect(readGlob(`${parts.join('')}*-EU`).test(letter.repeat(5000))).toBe(false);
        },
      ),
    );
  });
});

type Token = 'any' | { readonly letter: string };

function tokensOf(glob: string): readonly Token[] {
  if (glob === '') return [];
  const isStar = glob.startsWith('[*]');
  const token = glob.startsWith('*') ? 'any' : { letter: isStar ? '*' : glob.charAt(0) };
  return [token, ...tokensOf(glob.slice(isStar ? 3 : 1))];
}

/** Tries everything. */
function fitsNaively([token, ...tokens]: readonly Token[], text: readonly string[]): boolean {
  if (token === undefined) return text.length === 0;
  if (token !== 'any') return text[0] === token.letter && fitsNaively(tokens, text.slice(1));
  return fitsNaively(tokens, text) || (text.length > 0 && fitsNaively([token, ...tokens], text.slice(1)));
}
