import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND_ERRORS } from '../../src/cli/command-errors.ts';

const ROOT = join(import.meta.dirname, '../../src');
const TABLE = join('cli', 'command-errors.ts');

/** The codes that stand in the program's text outside the table. */
function codesInUse(): ReadonlySet<string> {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && file !== TABLE,
  );
  return new Set(files.flatMap((file) => readFileSync(join(ROOT, file), 'utf8').match(/DPS5\d{3}/g) ?? []));
}

it('has a page for every code that a command ends with, and for no other', () => {
  const codes = COMMAND_ERRORS.map(({ code }) => code);
  expect(codes).toEqual([...codesInUse()].sort());
  expect(codes).toEqual([...new Set(codes)]);
});

it.each(COMMAND_ERRORS)('$code is written in whole sentences', ({ title, meaning, fix }) => {
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  expect(meaning).toMatch(/^[A-Z].*\.$/);
  expect(fix).toMatch(/^[A-Z].*\.$/);
});
