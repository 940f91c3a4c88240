import { describe, expect, it } from 'vitest';
import { entryKey, parseEntry } from '../../../src/model/entry.ts';
import { covers, parseSelector, selectorOf, selects } from '../../../src/model/selection/selector.ts';

function isSelected(
  selector: string,
  text: string,
  labels: readonly (readonly [string, string])[] = [],
): boolean | undefined {
  const parsed = parseSelector(selector);
  const entry = parseEntry(text);
  return parsed && entry && selects(parsed, entryKey(entry), labels);
}

const EU = 'P01/P0100012/Branch Offices EU';

describe('a selector of entries', () => {
  it.each([
    EU,
    'p01/p0100012/BRANCH OFFICES eu',
    'P01/P0100012/ Branch Offices EU ',
    '*',
    'P01/*/*',
    '*/*/*',
    'P0*/*12/branch*',
    'P01/P0100012/*offices*',
    'P01/P0100012/**',
  ])('%j means an entry that it fits', (selector) => {
    expect(isSelected(selector, EU)).toBe(true);
  });

  it.each([
    'P02/*/*',
    'P01/P0100012/Branch',
    'P01/P0100012/Offices*',
    'P01/P010001/*',
    'P01/P0100012/Branch.Offices EU',
  ])('%j does not mean another one', (selector) => {
    expect(isSelected(selector, EU)).toBe(false);
  });

  it('takes everything but the star for what it is', () => {
    expect(isSelected('P01/P0100012/a.c', 'P01/P0100012/abc')).toBe(false);
    expect(isSelected('P01/P0100012/[abc]$', 'P01/P0100012/[ABC]$')).toBe(true);
    expect(isSelected('P01/P0100012/a/*', 'P01/P0100012/a/b/c')).toBe(true);
    expect(isSelected('P01/P0100012/a=b', 'P01/P0100012/A=B')).toBe(true);
  });

  it('names a group with a star in its name by [*]', () => {
    expect(isSelected('P01/P0100012/Lab [*]', 'P01/P0100012/Lab *')).toBe(true);
    expect(isSelected('P01/P0100012/Lab [*]', 'P01/P0100012/Lab EU')).toBe(false);
    expect(isSelected('P01/P0100012/*[*]*', 'P01/P0100012/Lab * EU')).toBe(true);
  });

  it.each(['P01/P0100012/Lab *', 'P01/P0100012/a/b [*]', EU])('can be made of %j', (text) => {
    const made = parseEntry(text);
    expect(made && isSelected(selectorOf(made), text)).toBe(true);
    expect(made && isSelected(selectorOf(made), `${text}x`)).toBe(false);
  });

  it.each([
    ['*', 'ring=broad', true],
    ['*', '*', true],
    ['P01/*/*', 'p01/P0100012/Branch *', true],
    ['P01/*/*', 'ring=broad', false],
    ['P01/*/Branch *', 'P01/*/*', false],
    ['P01/*/Lab*', 'P01/*/Lab[*]', true],
    ['P01/*/Lab[*]', 'P01/*/Lab*', false],
    ['P01/*/Lab[*]*', 'P01/*/Lab*', false],
    ['ring=broad', 'ring=broad', true],
    ['ring=broad', 'ring=canary', false],
    ['ring=broad', 'P01/*/*', false],
  ])('%s covers %s: %s', (wide, narrow, isCovering) => {
    const [one, other] = [parseSelector(wide), parseSelector(narrow)];
    expect(one && other && covers(one, other)).toBe(isCovering);
  });

  it('compares group names in whatever Unicode form', () => {
    expect(isSelected('P01/P0100012/BU\u0308*', 'P01/P0100012/büros')).toBe(true);
  });

  it.each(['', 'P01', 'P01/P0100012', 'P01*', '**'])('is not %j', (text) => {
    expect(parseSelector(text)).toBeUndefined();
  });
});

describe('a selector of labels', () => {
  const labels = [
    ['ring', 'broad'],
    ['note', 'a=b/c'],
  ] as const;

  it.each(['ring=broad', 'note=a=b/c'])('%s means what has this label', (selector) => {
    expect(isSelected(selector, EU, labels)).toBe(true);
  });

  it.each(['ring=Broad', 'ring=', 'Ring=broad', 'ring=bro*', 'broad=ring'])(
    '%s means nothing else',
    (selector) => {
      expect(isSelected(selector, EU, labels)).toBe(false);
    },
  );

  it('finds an empty value, and names that objects have', () => {
    expect(isSelected('ring=', EU, [['ring', '']])).toBe(true);
    expect(isSelected('__proto__=x', EU, [['__proto__', 'x']])).toBe(true);
    expect(isSelected('__proto__=x', EU)).toBe(false);
  });
});
