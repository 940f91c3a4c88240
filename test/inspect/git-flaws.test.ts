import { expect, it } from 'vitest';
import { GIT_FLAWS } from '../../src/inspect/git-flaws.ts';
import { compareVersions } from '../../src/inspect/version.ts';

it('names each flaw once, with a release of every line that got the fix, oldest first', () => {
  const names = GIT_FLAWS.flatMap((flaw) => flaw.names);
  expect(names).toEqual([...new Set(names)]);
  expect(names.filter((name) => !/^CVE-20\d\d-\d{4,5}$/.test(name))).toEqual([]);
  for (const { fixedIn } of GIT_FLAWS) {
    expect(fixedIn.length).toBeGreaterThan(6);
    expect(fixedIn).toEqual(fixedIn.toSorted(compareVersions));
    const lines = fixedIn.map(([major, minor]) => 100 * major + minor);
    expect(lines).toEqual(lines.map((_, at) => (lines[0] ?? 0) + at));
  }
});
