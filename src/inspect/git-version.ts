import type { Finding } from '../model/views/finding.ts';
import { failure, ok, warning } from './check.ts';
import { GIT_FLAWS } from './git-flaws.ts';
import { compareVersions, findVersion, hasFix, type Version } from './version.ts';

// The first that takes all of its configuration from the environment.
const LEAST: Version = [2, 32, 0];

/** What is to be said of the answer of `git version`: too old, with known flaws, or well. */
export function checkGit(answer: string): readonly Finding[] {
  const version = findVersion(answer);
  const least = `Install git ${LEAST[0]}.${LEAST[1]} or newer.`;
  if (!version) {
    return [failure('git', { title: 'says no version', detail: answer.slice(0, 100), remedy: least })];
  }
  const name = `version ${version.join('.')}`;
  if (compareVersions(version, LEAST) < 0) {
    return [failure('git', { title: `${name} is too old`, remedy: least })];
  }
  const flaws = GIT_FLAWS.filter(({ fixedIn }) => !hasFix(version, fixedIn));
  if (flaws.length === 0) return [ok('git', `${name}, no known flaw`)];
  const detail = flaws.map(({ names, effect }) => `${names.join(', ')}: ${effect}.`).join(' ');
  const remedy =
    "Update git. A distribution's own package may have these fixes under its old number: its change log says so.";
  return [warning('git', { title: `${name} has known flaws`, detail, remedy })];
}
