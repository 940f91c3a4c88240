import { z } from 'zod';
import type { CommitState } from '../../model/views/commit-report.ts';
import { type CommitHost, type CommitSession, deliveryContext } from '../after-merge/host.ts';
import type { Advice } from '../http/fault.ts';
import { AZUREDEVOPS_VERSION, repositoryPath } from './api.ts';
import { findMergedOnAzuredevops } from './find-merged.ts';

/** What to do where Azure DevOps refuses a report. */
export const AZUREDEVOPS_REPORT_ADVICE: Advice = {
  unauthorized: "Correct the token of the source's report; it may have expired.",
  forbidden:
    "Give the token of the source's report the scopes Code (read) and Code (status), and with pullRequest: true also Pull Request Threads (read & write); its account has to be a contributor of the repository.",
  notFound: "Check the project of the source's report, as PROJECT/REPOSITORY, and what its token may read.",
};

// https://learn.microsoft.com/en-us/rest/api/azure/devops/git/statuses/list
const statusesForm = z.object({
  value: z.array(
    z.object({
      state: z.string(),
      description: z.string().nullish(),
      context: z.object({ name: z.string(), genre: z.string().nullish() }).nullish(),
    }),
  ),
});
const GENRE = 'dpsync';
const STATES = { pending: 'pending', success: 'succeeded', failure: 'failed' } as const;

/** Commits on Azure DevOps. */
export function openAzuredevopsCommits(session: CommitSession): CommitHost {
  const { client, key } = session;
  const name = deliveryContext(key);
  const statuses = (commit: string) => `${repositoryPath(session.project)}/commits/${commit}/statuses`;
  return {
    longestDescription: 255,
    renewsPending: true,
    async findStatus(commit) {
      const path = `${statuses(commit)}?latestOnly=true&${AZUREDEVOPS_VERSION}`;
      const { value } = await client.read({ method: 'GET', path }, statusesForm);
      const found = value.value.find(({ context }) => context?.name === name && context.genre === GENRE);
      return found && { state: stateOf(found.state), description: found.description ?? '' };
    },
    async setStatus(commit, { state, description }) {
      const body = { state: STATES[state], description, context: { name, genre: GENRE } };
      await client.ask({ method: 'POST', path: `${statuses(commit)}?${AZUREDEVOPS_VERSION}`, body });
    },
    findMerged: (commit) => findMergedOnAzuredevops(commit, session),
  };
}

function stateOf(state: string): CommitState {
  if (state === 'succeeded') return 'success';
  return state === 'failed' || state === 'error' ? 'failure' : 'pending';
}
