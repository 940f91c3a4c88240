// A pull request as a pipeline finds it: a clone whose work tree is the merge that the host made.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, makeTempRepo, runGit, type TempRepo } from '../git/temp-repo.ts';

/** A pull request, in a folder that goes at the end of the block. */
export interface PullRequest extends Disposable {
  /** Free for a test's own files. */
  readonly folder: string;
  /** The work tree of the pipeline. */
  readonly checkout: string;
  /** The newest commit of the target branch, and of the pull request. */
  readonly base: string;
  readonly head: string;
  readonly repo: TempRepo;
}

/** What is in the target branch, and what the pull request changes. */
export interface Sides {
  readonly before: Files;
  readonly change: Files;
  /** Links that it adds: where each points, by its path. */
  readonly links?: Readonly<Record<string, string>>;
  /** How much history the pipeline fetches; default all of it. */
  readonly depth?: number;
}

/** Makes a pull request to `main`, whose target went on after it was begun. */
export function makePullRequest({ before, change, links = {}, depth }: Sides): PullRequest {
  const repo = makeTempRepo();
  repo.commit(before, 'before');
  repo.git('checkout', '--quiet', '-b', 'feature');
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(repo.work, path));
  const head = repo.commit(change, 'the change');
  repo.git('checkout', '--quiet', 'main');
  const base = repo.commit({ 'NOTES.md': 'the target went on' }, 'meanwhile');
  repo.git('merge', '--quiet', '--no-ff', '--message=merge', 'feature');
  repo.git('push', '--quiet', 'origin', 'HEAD:refs/pull/7/merge');
  const checkout = join(repo.folder, 'checkout');
  const deep = depth === undefined ? [] : [`--depth=${depth}`];
  runGit(repo.folder, ['clone', '--quiet', ...deep, '--no-checkout', `file://${repo.url}`, checkout]);
  runGit(checkout, ['fetch', '--quiet', ...deep, 'origin', 'refs/pull/7/merge']);
  runGit(checkout, ['checkout', '--quiet', '--detach', 'FETCH_HEAD']);
  return { folder: repo.folder, checkout, base, head, repo, [Symbol.dispose]: () => repo[Symbol.dispose]() };
}
