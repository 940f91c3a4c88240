import { describe, expect, it } from 'vitest';
import { expand } from '../../src/declare/expand.ts';
import { PROBLEM_CODES, type ProblemName } from '../../src/declare/problem-codes.ts';
import { readNothing, readText } from '../../src/declare/read.ts';
import type { Reading } from '../../src/model/declaration.ts';
import type { SiteCode } from '../../src/model/entry.ts';
import type { Explanation } from '../../src/report/explanation.ts';
import { explainText } from '../../src/report/text/explain.ts';
import { textOptions } from './make/text.ts';

const NAMES = Object.keys(PROBLEM_CODES) as ProblemName[];
// Two sites: a document that names none could mean either. And a source that may declare nothing for the head office.
const RULES = { sites: ['P01', 'P02'] as SiteCode[], onlySite: null, allow: { groups: ['Branch*'] } };

/** A line that says "and so on" stands for many like it. */
function written(example: string, times: number): string {
  return example.replace(/^.*# and so on.*\n/gm, (line) => line.replace(/ *#.*/, '').repeat(times));
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const windows1252 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

/** How often such a line stands in the file, where 400 times is too few or too many. */
const TIMES: Readonly<Partial<Record<ProblemName, number>>> = { tooLarge: 100_000, tooManyAliases: 150 };

/** The file that an example shows. */
function fileOf(name: ProblemName, example: string): Uint8Array {
  if (name === 'notUtf8') return windows1252(example);
  if (name === 'utf16') return utf16(example);
  return utf8(written(example, TIMES[name] ?? 400));
}

/** The codes of everything that is said of a reading, each once. */
function codesOf(reading: Reading): readonly string[] {
  const expanded = expand(reading, RULES, true);
  const problems = expanded.kind === 'broken' ? expanded.problems : [];
  return [...new Set([...problems, ...reading.warnings].map(({ code }) => code))];
}

describe('the page of a problem', () => {
  it.each(NAMES.filter((name) => PROBLEM_CODES[name].example !== null))(
    '%s has an example with this problem',
    (name) => {
      const { code, example } = PROBLEM_CODES[name];
      const codes = codesOf(readText({ blob: 'b', bytes: fileOf(name, example ?? '') }));
      // Beyond the hundredth problem it is said that there are more; the hundred stay.
      expect(name === 'tooManyProblems' ? codes.slice(-1) : codes).toEqual([code]);
    },
  );

  it('has none only where no text has the problem by itself', () => {
    const without = NAMES.filter((name) => PROBLEM_CODES[name].example === null);
    expect(without).toEqual(['readerBroke']);
    const { reading } = readNothing({ blob: 'b', bytes: utf8('kind: Redistribution') });
    expect(codesOf(reading)).toEqual([PROBLEM_CODES.readerBroke.code]);
  });

  it('says what it means and what to do in whole sentences', () => {
    const texts = Object.values(PROBLEM_CODES).flatMap(({ meaning, remedy }) => [meaning, remedy]);
    expect(texts.filter((text) => !/^[A-Z*].*[.]$/s.test(text) || /\s{2}|\n/.test(text))).toEqual([]);
  });

  it.each(NAMES)('%s shows its example as it stands, on a terminal of 80 columns', (name) => {
    const { remedy, ...problem } = PROBLEM_CODES[name];
    const page: Explanation = { ...problem, fix: remedy, verdict: null };
    const lines = explainText(page, textOptions({ width: 80 })).split('\n');
    const shortLines = (page.example ?? '').split('\n').filter((line) => line !== '' && line.length < 70);
    expect(lines).toEqual(expect.arrayContaining(shortLines.map((line) => `  ${line}`)));
    expect(lines[0]).toBe(`${page.code}: ${page.title}`);
  });
});
