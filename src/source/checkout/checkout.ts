import { readdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../../model/config/environment.ts';
import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { readBlobs } from '../mirror/blobs.ts';
import type { Mirror } from '../mirror/folder.ts';
import { findLastChangesSince } from '../mirror/last-change.ts';
import { checkPath, noPath } from '../mirror/path.ts';
import type { BlobText, Checkout } from '../source.ts';
import { findDifference } from './difference.ts';
import { findNaming } from './naming.ts';
import { type CheckoutPlace, type CheckoutRepository, findRepository } from './repository.ts';
import { readRevisions } from './revisions.ts';
import { lookAtWorkTree, type WorkTree } from './worktree.ts';

/** What to compare in which checkout. */
export interface CheckoutOptions extends Pick<CheckoutPlace, 'folder'> {
  /** Anything that names a commit: a merge starts where the histories of the two part. */
  readonly base: string;
  /** What a merge brings; left out with `worktree`: what is checked out. */
  readonly head: string;
  /** Compare what lies in the work tree, committed or not, instead of `head`. */
  readonly worktree: boolean;
  /** The folder of the repository that counts; undefined: all of it. */
  readonly path: string | undefined;
  /** What stands in for `process.env`. */
  readonly environment: Environment;
  /** Milliseconds that one git process may take. */
  readonly gitTimeout: number;
}

/** Opens a checkout. Throws a Failure where there is none, or a commit is not there. */
export async function openCheckout(options: CheckoutOptions): Promise<Checkout> {
  const { folder, worktree, environment: outer, gitTimeout: limit } = options;
  const path = options.path === undefined ? undefined : folderIn(options.path);
  const repository = await findRepository({ folder, outer, limit });
  const { name, top, objects } = repository;
  const { base, head } = await readRevisions(repository, options);
  if (path !== undefined && !worktree) await checkPath(objects, head, { path, whose: name });
  if (path !== undefined && worktree) await checkFolder(topOf(repository), path);
  const tree = worktree ? await lookAtWorkTree({ top: topOf(repository), objects, base, path }) : null;
  return {
    ...{ name, top, base, head, worktree },
    difference: async () => tree?.difference ?? (await findDifference(objects, { base, head, path })),
    naming: (packages, except) => findNaming(objects, { base, path, except }, packages),
    read: (blobs) => readAll(blobs, tree, objects),
    lastChanges: (files) => findLastChangesSince(objects, { commit: head, since: base, path }, files),
  };
}

/** The folder as git names it; undefined for the top, which is all of it. */
function folderIn(path: string): string | undefined {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || isAbsolute(path)) {
    const what = `${path} is no folder inside the repository`;
    throw new Failure(
      SOURCE_ERRORS.folderOutside,
      `${what}; write it from the top of the repository, as sites/eu`,
    );
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

async function checkFolder(top: string, path: string): Promise<void> {
  // Git keeps no empty folder, and neither does a merge.
  const names = await readdir(join(top, path)).catch((error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'ENOTDIR' ? [path] : [],
  );
  if (names.length === 0) throw noPath(path, `the work tree ${top}`);
}

function topOf({ top, objects }: CheckoutRepository): string {
  if (top !== null) return top;
  const what = `${objects.folder} has no work tree that could be compared`;
  throw new Failure(SOURCE_ERRORS.noWorkTree, `${what}; leave --worktree out, or work in a checkout`);
}

async function* readAll(
  blobs: readonly string[],
  tree: WorkTree | null,
  objects: Mirror,
): AsyncGenerator<BlobText, void, undefined> {
  const stored: string[] = [];
  for (const blob of blobs) {
    const lying = tree?.read(blob);
    if (lying) yield await lying;
    else stored.push(blob);
  }
  yield* readBlobs(objects, stored);
}
