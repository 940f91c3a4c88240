// A path that is not there would read as a source that declares nothing: everything of it would count as removed.
import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { runGit } from '../git/run.ts';
import type { Mirror } from './folder.ts';

/** Throws a Failure where a commit has nothing at `path`; `whose` says what was to be read, for the message. */
export async function checkPath(
  { folder, environment, limit }: Mirror,
  commit: string,
  { path, whose }: { readonly path: string; readonly whose: string },
): Promise<void> {
  const verb = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:${path}`];
  const { code } = await runGit({
    ...{ doing: `git rev-parse in ${folder}`, folder, arguments: verb, environment, limit },
  });
  if (code !== 0) throw noPath(path, `commit ${commit.slice(0, 10)} of ${whose}`);
}

/** The Failure where `where` has nothing at a path. */
export function noPath(path: string, where: string): Failure {
  const what = `${where} has nothing at the path ${path}`;
  return new Failure(
    SOURCE_ERRORS.noPath,
    `${what}; write path by the letter, from the top of the repository, or bring the folder back`,
  );
}
