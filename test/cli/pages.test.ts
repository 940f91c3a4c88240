import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES } from '../../src/cli/pages.ts';

const ROOT = join(import.meta.dirname, '../../src');
const TEXTS = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(ROOT, file), 'utf8') }));

const isTable = (file: string) => /(^|\/)(errors|problem-codes)\.ts$/.test(file);

/** Every code that stands anywhere in the program's text. */
const codesInUse = () => TEXTS.flatMap(({ text }) => text.match(/\bDPS\d{4}\b/g) ?? []);

/** The rows of the tables, in the order of their codes. */
const rows = TEXTS.filter(({ file }) => isTable(file))
  .flatMap(({ text }) => [...text.matchAll(/^ {2}(\w+): \{\n {4}code: '(DPS\d{4})',$/gm)])
  .map(([, name = '', code = '']) => ({ name, code }))
  .toSorted((a, b) => (a.code < b.code ? -1 : 1));

describe('the pages of codes', () => {
  it('are there for every code that the program can show, of whatever module', () => {
    expect(rows.length).toBeGreaterThan(200);
    expect(PAGES.map(({ code }) => code)).toEqual(rows.map(({ code }) => code));
  });

  it('are each there once, in their order', () => {
    const codes = PAGES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('have the only place where their code is written', () => {
    expect(codesInUse().toSorted()).toEqual(rows.map(({ code }) => code));
  });

  it.each(rows)('$code is given by its name ($name), and no row by nobody', ({ name }) => {
    const byName = new RegExp(`(_ERRORS|_CODES|WARNINGS)\\.${name}\\b|'${name}'`);
    expect(TEXTS.filter(({ text }) => byName.test(text))).not.toEqual([]);
  });

  it.each(PAGES)('$code is written in whole sentences', ({ code, title, meaning, fix }) => {
    expect(code).toMatch(/^DPS[1-6]\d{3}$/);
    // The title of a problem may begin with a field of the form, as it is written, and what it means with an alias.
    const isProblem = code.startsWith('DPS1');
    expect(title).toMatch(isProblem ? /^[A-Za-z].*[^.]$/ : /^[A-Z].*[^.]$/);
    expect(meaning).toMatch(isProblem ? /^[A-Z*].*\.$/ : /^[A-Z].*\.$/);
    expect(fix).toMatch(isProblem ? /^[A-Z*].*\.$/ : /^[A-Z].*\.$/);
  });

  it.each(PAGES.filter(({ code }) => code.startsWith('DPS2')))(
    '$code leaves no doubt about a second call ($verdict)',
    ({ verdict, meaning, fix }) => {
      expect(verdict).not.toBeNull();
      // Whoever reads that an outcome is not known must be told how it is settled, and nobody else that it is not known.
      const text = `${meaning} ${fix}`;
      expect(text.includes('dpsync resolve') && text.includes('not known')).toBe(verdict === 'unknown');
    },
  );
});
