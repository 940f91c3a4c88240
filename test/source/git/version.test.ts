import { expect, it } from 'vitest';
import { isRecentGit } from '../../../src/source/git/version.ts';

it.each([
  ['git version 2.32.0', true],
  ['git version 2.50.1 (Apple Git-155)', true],
  ['git version 2.45.1.windows.1', true],
  ['git version 3.0.0', true],
  ['git version 2.31.8', false],
  ['git version 1.99.0', false],
  ['hub version 2.45.0', false],
  ['', false],
])('%j is recent enough: %s', (answer, recent) => expect(isRecentGit(`${answer}\n`)).toBe(recent));
