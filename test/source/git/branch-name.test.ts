import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBranchName } from '../../../src/source/git/branch-name.ts';

it.each(['main', 'release/2026.11', 'a', 'ä', 'x@y', 'refs', '@x', 'a.b', "it's", 'a#1', 'a;b', '$(x)'])(
  'takes %j',
  (name) => expect(isBranchName(name)).toBe(true),
);

it.each([
  '',
  '-x',
  '.a',
  'a/.b',
  'a..b',
  'a.lock',
  'a.lock/b',
  'a/',
  '/a',
  'a//b',
  'a b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  '[a',
  'a\\b',
  '@',
  '@{1}',
  'a@{b',
  'a.',
  'HEAD',
  'a\n',
  'x'.repeat(201),
])('refuses %j', (name) => expect(isBranchName(name)).toBe(false));

function gitTakes(name: string): boolean {
  try {
    execFileSync('git', ['check-ref-format', `refs/heads/${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it('never takes what git does not, and misses little', () => {
  const part = fc.constantFrom(
    'a',
    'B',
    '.',
    '..',
    '/',
    '@',
    '{',
    '@{',
    '.lock',
    '~',
    '*',
    ' ',
    '\\',
    '\x7f',
    '-',
    'é',
  );
  const names = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(names, (name) => {
      // git's plumbing takes these two as well; for branches its porcelain does not.
      const odd = name.startsWith('-') || name === '@';
      expect(isBranchName(name)).toBe(gitTakes(name) && !odd);
    }),
    { numRuns: 150 },
  );
});
