import { z } from 'zod';
import type { CommitSession } from '../after-merge/host.ts';

// https://docs.gitlab.com/api/commits/#list-merge-requests-associated-with-a-commit
const mergeRequestsForm = z.array(
  z.object({
    iid: z.number().int(),
    state: z.string(),
    target_branch: z.string(),
    sha: z.string().nullish(),
    merge_commit_sha: z.string().nullish(),
    squash_commit_sha: z.string().nullish(),
  }),
);

/** The merge request that brought the commit to the branch: the one whose merge it is, else one that has it. */
export async function findMergedOnGitlab(
  commit: string,
  { client, branch, project }: CommitSession,
): Promise<number | undefined> {
  const path = `/projects/${encodeURIComponent(project)}/repository/commits/${commit}/merge_requests?per_page=100`;
  const { value } = await client.read({ method: 'GET', path }, mergeRequestsForm);
  const merged = value.filter(({ state, target_branch }) => state === 'merged' && target_branch === branch);
  const exact = merged.find(({ merge_commit_sha, squash_commit_sha, sha }) =>
    [merge_commit_sha, squash_commit_sha, sha].includes(commit),
  );
  return (exact ?? merged[0])?.iid;
}
