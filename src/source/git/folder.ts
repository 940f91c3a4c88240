import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isPath } from '../access/remote-url.ts';
import type { MirrorPlace } from '../mirror/folder.ts';
import { localEnvironment } from './environment.ts';
import { runGit } from './run.ts';

/** What git tries after a path, in its order: enter_repo() in git's path.c. */
const ENDINGS = ['/.git', '', '.git/.git', '.git'];

/**
 * The folder with the refs of a repository on this machine: bare, with a work tree, or one whose `.git` file points
 * elsewhere. Throws where the address or git does not work.
 */
export async function findGitFolder(url: string, place: MirrorPlace): Promise<string | undefined> {
  const path = isPath(url) ? url : fileURLToPath(url);
  for (const ending of ENDINGS) {
    const found = await findCommonFolder(path + ending, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function findCommonFolder(
  candidate: string,
  { outer, limit }: MirrorPlace,
): Promise<string | undefined> {
  const isThere = await stat(candidate).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const { code, stdout } = await runGit({
    doing: `git rev-parse of ${candidate}`,
    folder: '.',
    arguments: ['rev-parse', '--path-format=absolute', '--git-common-dir'],
    environment: localEnvironment(outer, candidate),
    limit,
  });
  return code === 0 ? stdout.replace(/\n$/, '') : undefined;
}
