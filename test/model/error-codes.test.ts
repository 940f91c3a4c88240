import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, findErrorPage } from '../../src/model/error-codes.ts';

const ROOT = join(import.meta.dirname, '../../src');
const TABLES = ['model/site-errors.ts', 'model/entry-errors.ts', 'model/ledger-errors.ts'];

/** The codes that stand in the program's text outside the tables, each with its file. */
function codesInUse(): readonly { readonly code: string; readonly file: string }[] {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !TABLES.includes(file));
  return files.flatMap((file) => {
    const codes = readFileSync(join(ROOT, file), 'utf8').match(/DPS2\d{3}/g) ?? [];
    return codes.map((code) => ({ code, file }));
  });
}

describe('the codes of sites, entries and the ledger', () => {
  it('are each there once, in their order', () => {
    const codes = ERROR_CODES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('are all that the program uses', () => {
    const used = codesInUse();
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter(({ code }) => !findErrorPage(code))).toEqual([]);
  });

  it.each(ERROR_CODES)('$code is written in whole sentences', ({ code, title, meaning, remedy }) => {
    expect(code).toMatch(/^DPS2\d{3}$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  it.each(ERROR_CODES)(
    '$code leaves no doubt about a second call ($verdict)',
    ({ verdict, meaning, remedy }) => {
      // Whoever reads that an outcome is not known must be told how it is settled, and nobody else that it is not known.
      const text = `${meaning} ${remedy}`;
      expect(text.includes('dpsync resolve') && text.includes('not known')).toBe(verdict === 'unknown');
    },
  );

  it('are found in any case', () => {
    expect(findErrorPage('dps2022')?.title).toBe('The site does not have what was asked for');
    expect(findErrorPage('DPS2999')).toBeUndefined();
  });
});
