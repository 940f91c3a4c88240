import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passes, pinned, readFilter } from '../../src/simulator/filter.ts';
import { OdataError } from '../../src/simulator/odata-error.ts';

const ROW = { Name: "O'Brien", Site: 'P01', Count: 3, On: true, Gone: null };

describe('a filter', () => {
  it.each([
    ["Name eq 'O''Brien'", true],
    ["Name eq 'o''BRIEN'", true],
    ["Name eq 'Brien'", false],
    ["  Name   eq   'O''Brien'  ", true],
    ['Count eq 3', true],
    ['Count eq -3', false],
    ["Count eq '3'", false],
    ['On eq true', true],
    ['On eq false', false],
    ['Gone eq null', true],
    ["Site eq 'P01' and Count eq 3", true],
    ["Site eq 'P02' and Count eq 3", false],
    ["Site eq 'P02' or Count eq 3", true],
    ["Site eq 'P02' or Count eq 4", false],
    // and binds more tightly than or.
    ["Site eq 'P01' or Count eq 4 and On eq false", true],
    ["(Site eq 'P01' or Count eq 4) and On eq false", false],
    ["((Site eq 'P01'))", true],
    ["(Site eq 'P01')and(Count eq 3)", true],
    ["Name eq 'and' or Name eq '(' or Name eq ' or ' or Count eq 3", true],
  ])('%s: %s', (text, passing) => {
    expect(passes(readFilter(text), ROW)).toBe(passing);
  });

  it.each([
    '',
    '   ',
    'Name',
    'Name eq',
    "eq 'x'",
    "Name = 'x'",
    "Name ne 'x'",
    "Name EQ 'x'",
    "contains(Name,'x')",
    "not (Name eq 'x')",
    "Name eq 'x' and",
    "Name eq 'x' or or Name eq 'y'",
    "Name eq 'x' xor Name eq 'y'",
    "Name eq 'x",
    "Name eq 'x' 'y'",
    "Name eq 'it's'",
    "(Name eq 'x'",
    "Name eq 'x')",
    'Name eq x',
    'Name eq 1.5',
    `${'('.repeat(20_000)}Count eq 1`,
  ])('%j is refused', (text) => {
    expect(() => readFilter(text)).toThrow(OdataError);
    expect(() => readFilter(text)).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('gives any text back exactly, but for its case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, other) => {
        const filter = readFilter(`Name eq '${name.replaceAll("'", "''")}'`);
        expect(passes(filter, { Name: name })).toBe(true);
        expect(passes(filter, { Name: other })).toBe(name.toLowerCase() === other.toLowerCase());
      }),
    );
  });
});

describe('what a filter pins', () => {
  it.each([
    ["Id eq 'A'", ['a']],
    ["Id eq 'A' or Id eq 'B'", ['a', 'b']],
    ["Id eq 'A' or Name eq 'x'", undefined],
    ["Name eq 'x' and (Id eq 'A' or Id eq 'B')", ['a', 'b']],
    ["Name eq 'x'", undefined],
  ])('%s', (text, values) => {
    const found = pinned(readFilter(text), 'Id');
    expect(found && [...found]).toEqual(values);
  });
});
