import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { runGit } from '../git/run.ts';
import type { CheckoutRepository } from './repository.ts';

/** The two commits that are compared. */
interface Revisions {
  /** Where the histories of the two revisions part: a merge brings what came after. */
  readonly base: string;
  readonly head: string;
}

/** Resolves what a person named. Throws a Failure where a commit is missing or the histories share none. */
export async function readRevisions(
  repository: CheckoutRepository,
  { base, head }: Revisions,
): Promise<Revisions> {
  const [from, to] = await Promise.all([readCommit(repository, base), readCommit(repository, head)]);
  const { code, stdout } = await ask(repository, ['merge-base', '--end-of-options', from, to]);
  const [parted] = stdout.split('\n');
  if (code === 0 && parted) return { base: parted, head: to };
  const what = `${shown(base)} and ${shown(head)} have no commit in common`;
  throw new Failure(SOURCE_ERRORS.noCommonCommit, `${what}; ${remedyFor(repository, base)}`);
}

/** Throws a Failure where there is no such commit, or where git could mean either of two. */
async function readCommit(repository: CheckoutRepository, revision: string): Promise<string> {
  const [tag, branch] = await Promise.all(
    ['refs/tags', 'refs/heads'].map((kind) => findCommit(repository, `${kind}/${revision}`)),
  );
  if (tag !== undefined && branch !== undefined) {
    const what = `${shown(revision)} is a tag and a branch`;
    const remedy = 'say refs/heads/NAME or refs/tags/NAME';
    throw new Failure(SOURCE_ERRORS.ambiguousName, `${what}; ${remedy}`);
  }
  const commit = await findCommit(repository, revision);
  if (commit !== undefined) return commit;
  const what = `there is no commit ${shown(revision)} in this checkout`;
  throw new Failure(SOURCE_ERRORS.noCommit, `${what}; ${remedyFor(repository, revision)}`);
}

async function findCommit(repository: CheckoutRepository, revision: string): Promise<string | undefined> {
  const verb = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const { code, stdout } = await ask(repository, verb);
  return code === 0 ? stdout.trim() : undefined;
}

async function ask({ objects: { folder, environment, limit } }: CheckoutRepository, verb: readonly string[]) {
  return await runGit({ doing: `git ${verb[0]} in ${folder}`, folder, arguments: verb, environment, limit });
}

const FULL =
  'fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab CI, fetchDepth: 0 in Azure Pipelines, or git fetch --unshallow';

function remedyFor({ shallow }: CheckoutRepository, revision: string): string {
  if (shallow) return `the clone is shallow: fetch all of it (${FULL})`;
  const [, remote = 'origin', branch] = /^([\w.-]+)\/([\w./-]+)$/.exec(revision) ?? [];
  return `bring it with git fetch ${remote}${branch === undefined ? '' : ` ${branch}`}, or check how it is written`;
}

function shown(revision: string): string {
  return `"${revision.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 80)}"`;
}
