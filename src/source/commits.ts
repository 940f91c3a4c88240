import { askGit } from './ask-git.ts';
import type { Mirror } from './mirror-folder.ts';

/** The ref that holds the branch's head: of our own, so that no name of the remote's can meet it. */
export const HEAD_REF = 'refs/dpsync/head';

/** The full id of a commit that is in the mirror, or undefined. */
export async function findCommit(mirror: Mirror, revision: string): Promise<string | undefined> {
  const verb = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const id = await askGit(mirror, verb);
  return id === '' ? undefined : id;
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
