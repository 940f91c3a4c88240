import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES } from '../../src/cli/pages.ts';

const ROOT = join(import.meta.dirname, '../../src');

/** Every code that stands anywhere in the program's text, with a file that has it. */
function codesInUse(): ReadonlyMap<string, string> {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = files.flatMap((file) => {
    const codes = readFileSync(join(ROOT, file), 'utf8').match(/\bDPS\d{4}\b/g) ?? [];
    return codes.map((code) => [code, file] as const);
  });
  return new Map(found);
}

describe('the pages of codes', () => {
  it('are there for every code that the program can show, of whatever room', () => {
    const known = new Set(PAGES.map(({ code }) => code));
    const used = codesInUse();
    expect(used.size).toBeGreaterThan(200);
    expect([...used].filter(([code]) => !known.has(code))).toEqual([]);
  });

  it('are each there once, in their order', () => {
    const codes = PAGES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it.each(PAGES)('$code is written in whole sentences', ({ code, title, meaning, fix }) => {
    expect(code).toMatch(/^DPS[1-6]\d{3}$/);
    // A title may begin with a field of the form, as it is written.
    expect(title).toMatch(/^[A-Za-z].*[^.]$/);
    expect(meaning).toMatch(/^[A-Z*].*\.$/);
    expect(fix).toMatch(/^[A-Z*].*\.$/);
  });
});
