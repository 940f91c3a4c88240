import { describe, expect, it } from 'vitest';
import { findVersion, hasFix, type Version } from '../../src/inspect/version.ts';

describe('a version in a text', () => {
  it.each([
    ['git version 2.39.5', [2, 39, 5]],
    ['git version 2.47.1.windows.2', [2, 47, 1]],
    ['git version 2.39.5 (Apple Git-154)', [2, 39, 5]],
    ['git version 2.51', [2, 51, 0]],
    ['git version 2.52.0.rc1', [2, 52, 0]],
    ['bash: git: command not found', undefined],
  ])('%s', (text, version) => {
    expect(findVersion(text)).toEqual(version);
  });
});

describe('whether a version has a fix', () => {
  const FIXED: readonly Version[] = [
    [2, 43, 7],
    [2, 44, 4],
    [2, 50, 1],
  ];

  it.each([
    ['an older line', [2, 39, 5], false],
    ['before the fix of its line', [2, 43, 6], false],
    ['the fix of its line', [2, 43, 7], true],
    ['after the fix of its line', [2, 44, 10], true],
    ['a line between, without a fix', [2, 46, 9], false],
    ['the newest line that needed one', [2, 50, 0], false],
    ['a later line', [2, 51, 0], true],
    ['a later major version', [3, 0, 0], true],
  ] as const)('%s', (_name, version, has) => {
    expect(hasFix(version, FIXED)).toBe(has);
  });
});
