import { z } from 'zod';
import type { CommitSession } from '../after-merge/host.ts';
import { repositoryPath } from './api.ts';

// https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit
const pullRequestsForm = z.array(
  z.object({
    number: z.number().int(),
    merged_at: z.string().nullable(),
    merge_commit_sha: z.string().nullish(),
    base: z.object({ ref: z.string() }),
  }),
);

/** The pull request that brought the commit to the branch: the one whose merge it is, else one that has it. */
export async function findMergedOnGithub(
  commit: string,
  { client, branch, ...place }: CommitSession,
): Promise<number | undefined> {
  const path = `${repositoryPath(place)}/commits/${commit}/pulls?per_page=100`;
  const { value } = await client.read({ method: 'GET', path }, pullRequestsForm);
  const merged = value.filter(({ merged_at, base }) => merged_at !== null && base.ref === branch);
  return (merged.find(({ merge_commit_sha }) => merge_commit_sha === commit) ?? merged[0])?.number;
}
