// Whoever carries on follows the paths of this page: a file that was moved must not leave them searching.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PAGE = readFileSync(join(ROOT, '.github/CONTRIBUTING.md'), 'utf8');
const PATHS = [...PAGE.matchAll(/\b(?:src|test|examples|schemas)\/[\w/.-]*\w/g)].map(([path]) => path);

it('finds paths', () => {
  expect(PATHS).toContain('src/plan/guards/order.ts');
});

it.each([...new Set(PATHS)])('%s is there', (path) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
});
