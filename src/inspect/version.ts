/** The three numbers of a version, the most important first. */
export type Version = readonly [major: number, minor: number, patch: number];

/** The first version in a text, such as `git version 2.47.1.windows.2`; undefined where there is none. */
export function findVersion(text: string): Version | undefined {
  const [, major, minor, patch = '0'] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** Negative where `one` is older than `other`, 0 where they are the same. */
export function compareVersions(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** Whether a version has a fix: one release of each maintained line has it first, and so has every later line. */
export function hasFix(version: Version, fixedIn: readonly Version[]): boolean {
  const line = fixedIn.find(([major, minor]) => major === version[0] && minor === version[1]);
  if (line) return compareVersions(version, line) >= 0;
  return fixedIn.every((fixed) => compareVersions(version, fixed) > 0);
}
