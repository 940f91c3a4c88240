import { expect, it } from 'vitest';
import { checkGit } from '../../src/inspect/git-version.ts';

it.each([
  ['git version 2.51.0', 'ok', 'version 2.51.0, no known flaw'],
  ['git version 2.50.1.windows.1', 'ok', 'version 2.50.1, no known flaw'],
  ['git version 2.50.0', 'warning', 'version 2.50.0 has known flaws'],
  ['git version 2.31.9', 'failure', 'version 2.31.9 is too old'],
  ['no such thing', 'failure', 'says no version'],
])('%s: %s', (answer, kind, title) => {
  expect(checkGit(answer)).toMatchObject([{ subject: 'git', kind, title }]);
});

it('names the flaws and what they do, and only those that the version has', () => {
  const [finding] = checkGit('git version 2.45.3');
  expect(finding?.detail).toContain('CVE-2025-48385, CVE-2025-48386: a server that offers a bundle');
  expect(finding?.detail).not.toContain('CVE-2024-50349');
  expect(finding?.remedy).toContain('Update git.');
});
