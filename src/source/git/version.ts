import type { Environment } from '../../model/config/environment.ts';
import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import type { MirrorPlace } from '../mirror/folder.ts';
import { localEnvironment } from './environment.ts';
import { runGit } from './run.ts';

// The first that takes all of its configuration from the environment (GIT_CONFIG_GLOBAL): an older one would pass over
// what keeps it safe.
const OLDEST = [2, 32] as const;

/** Throws a Failure where git is missing or too old. */
export async function checkGit({ folder, outer, limit }: MirrorPlace): Promise<void> {
  const environment = localEnvironment(outer, folder);
  const call = { doing: 'git version', folder: '.', arguments: ['version'], environment, limit };
  const { stdout } = await runGit(call);
  if (isRecentGit(stdout)) return;
  const found = stdout
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100);
  throw new Failure(
    SOURCE_ERRORS.gitTooOld,
    `git is too old or unknown ("${found}"); install git ${OLDEST.join('.')} or newer`,
  );
}

/** What `git version` answers. Throws a Failure where there is no git. */
export async function readGitVersion(outer: Environment): Promise<string> {
  const environment = localEnvironment(outer, '.');
  const { stdout } = await runGit({
    ...{ doing: 'git version', folder: '.', arguments: ['version'], environment, limit: 10_000 },
  });
  return stdout;
}

/** Whether the answer of `git version` speaks of one that is new enough. */
export function isRecentGit(answer: string): boolean {
  const [, major, minor] = /^git version (\d+)\.(\d+)/.exec(answer) ?? [];
  const [least, leastMinor] = OLDEST;
  return Number(major) > least || (Number(major) === least && Number(minor) >= leastMinor);
}
