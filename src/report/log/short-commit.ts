import { showCommit } from '../text/commit.ts';

/** A commit as people read it. Only an id is cut: a part of a secret would not be known for one any more. */
export function shortCommit(commit: string): string {
  return /^[0-9a-f]{40,64}$/.test(commit) ? showCommit(commit) : commit;
}
