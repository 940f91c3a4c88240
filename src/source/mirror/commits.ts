import { askGit } from '../git/ask.ts';
import { runGit } from '../git/run.ts';
import { mirrorFailure } from './broken.ts';
import type { Mirror } from './folder.ts';

/** The ref that holds the branch's head: of our own, so that no name of the remote's can meet it. */
export const HEAD_REF = 'refs/dpsync/head';

/** The full id of a commit that is in the mirror, or undefined. */
export async function findCommit(mirror: Mirror, revision: string): Promise<string | undefined> {
  const verb = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const { folder, environment, limit } = mirror;
  const doing = `git rev-parse in ${folder}`;
  // Asked by every pass, and answered before simple-git would be loaded.
  const { code, stdout, stderr } = await runGit({ doing, folder, arguments: verb, environment, limit });
  if (code === 0) return stdout.trim();
  if (stderr === '') return undefined;
  throw mirrorFailure(folder, stderr, code);
}

/** `since` where the history of `commit` holds it; undefined where it does not, or it is not in the mirror. */
export async function findBase(
  mirror: Mirror,
  commit: string,
  since: string | null,
): Promise<string | undefined> {
  if (since === null || (await findCommit(mirror, since)) === undefined) return undefined;
  const base = await askGit(mirror, ['merge-base', '--end-of-options', since, commit]);
  return base === since ? since : undefined;
}
