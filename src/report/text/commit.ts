/** A commit as people read it: its first ten characters. */
export function showCommit(commit: string): string {
  return commit.slice(0, 10);
}
