import { expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../src/declare/problem-codes.ts';
import { traps } from './traps.ts';

const codes = Object.values(PROBLEM_CODES).map(({ code }) => code);

it('are each given once, and in order', () => {
  expect(codes).toEqual([...new Set(codes)].sort());
});

it('are each met by a text among the traps, but for those that no text has by itself', () => {
  const met = new Set(traps.flatMap(({ says }) => says.flatMap((line) => line.match(/DPS\d+/g) ?? [])));
  const elsewhere = ['tooManyProblems', 'readerBroke', 'siteMissing', 'siteUnknown', 'notAllowed'] as const;
  const missing = codes.filter((code) => !met.has(code));
  expect(missing).toEqual(elsewhere.map((name) => PROBLEM_CODES[name].code));
});

it('have a title without a full stop', () => {
  expect(Object.values(PROBLEM_CODES).filter(({ title }) => !/^\S.*[^.]$/.test(title))).toEqual([]);
});
