// A repository to try things in: `demo` must not ask for one. Nothing else here ever has a work tree.
import { join } from 'node:path';
import type { Environment } from '../../model/config/environment.ts';
import { Failure, messageOf } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { askGit } from '../git/ask.ts';
import { localEnvironment } from '../git/environment.ts';

/** A repository with a work tree that was just made, on branch `main`. */
export interface NewRepository {
  /** Commits everything that lies in its folder, and gives the commit. */
  commitAll(message: string): Promise<string>;
}

const LIMIT = 60_000;
const NAME = 'dpsync demo';
const EMAIL = 'demo@example.invalid';

/** Makes a repository of a folder. Throws a Failure where git is missing or cannot write there. */
export async function makeRepository(folder: string, outer: Environment): Promise<NewRepository> {
  const environment = localEnvironment(outer, join(folder, '.git'));
  const git = async (...verb: readonly string[]): Promise<string> =>
    await askGit({ folder, environment, limit: LIMIT }, verb).catch((error: unknown) => {
      throw new Failure(
        SOURCE_ERRORS.folderUnwritable,
        `git cannot write in ${folder}: ${messageOf(error)}`,
        error,
      );
    });
  await git('init', '--quiet', '--initial-branch=main');
  // In the repository itself: whoever goes on by hand may have no identity of their own.
  await git('config', 'user.name', NAME);
  await git('config', 'user.email', EMAIL);
  return {
    async commitAll(message) {
      await git('add', '--all');
      await git('commit', '--quiet', `--message=${message}`);
      return await git('rev-parse', 'HEAD');
    },
  };
}
