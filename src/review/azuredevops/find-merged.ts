import { z } from 'zod';
import type { CommitSession } from '../after-merge/host.ts';
import { AZUREDEVOPS_VERSION, repositoryPath } from './api.ts';

// https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-query/get: "Results[n] are the results of QueryInputs[n]"
const resultsForm = z.object({
  results: z.array(
    z.record(
      z.string(),
      z.array(z.object({ pullRequestId: z.number().int(), status: z.string(), targetRefName: z.string() })),
    ),
  ),
});

/** The pull request that brought the commit to the branch: the one whose merge it is, else one that has it. */
export async function findMergedOnAzuredevops(
  commit: string,
  { client, branch, project }: CommitSession,
): Promise<number | undefined> {
  const path = `${repositoryPath(project)}/pullrequestquery?${AZUREDEVOPS_VERSION}`;
  const queries = ['lastMergeCommit', 'commit'].map((type) => ({ type, items: [commit] }));
  const { value } = await client.read({ method: 'POST', path, body: { queries } }, resultsForm);
  return value.results
    .flatMap((found) => found[commit] ?? [])
    .find(({ status, targetRefName }) => status === 'completed' && targetRefName === `refs/heads/${branch}`)
    ?.pullRequestId;
}
