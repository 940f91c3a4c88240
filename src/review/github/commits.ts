import { z } from 'zod';
import { type CommitHost, type CommitSession, deliveryContext } from '../after-merge/host.ts';
import type { Advice } from '../http/fault.ts';
import { repositoryPath } from './api.ts';
import { findMergedOnGithub } from './find-merged.ts';

/** What to do where GitHub refuses a report. */
export const GITHUB_REPORT_ADVICE: Advice = {
  unauthorized: "Correct the token of the source's report; it may have expired.",
  forbidden:
    "Give the token of the source's report the permission to write commit statuses, and with pullRequest: true also pull requests.",
  notFound:
    "Check the project of the source's report; for a token that may not see it GitHub answers the same, so give it the permission to write commit statuses, and with pullRequest: true also pull requests.",
};

// https://docs.github.com/en/rest/commits/statuses#list-commit-statuses-for-a-reference: "in reverse chronological order"
const statusesForm = z.array(
  z.object({
    state: z.enum(['error', 'failure', 'pending', 'success']),
    description: z.string().nullable(),
    context: z.string(),
  }),
);

/** Commits on GitHub. */
export function openGithubCommits(session: CommitSession): CommitHost {
  const { client, key } = session;
  const repository = repositoryPath(session);
  const context = deliveryContext(key);
  return {
    longestDescription: 140,
    renewsPending: true,
    async findStatus(commit) {
      const path = `${repository}/commits/${commit}/statuses?per_page=100`;
      const { value } = await client.read({ method: 'GET', path }, statusesForm);
      const found = value.find((status) => status.context === context);
      if (!found) return undefined;
      const { state, description } = found;
      return { state: state === 'error' ? 'failure' : state, description: description ?? '' };
    },
    async setStatus(commit, { state, description }) {
      const body = { context, state, description };
      await client.ask({ method: 'POST', path: `${repository}/statuses/${commit}`, body });
    },
    findMerged: (commit) => findMergedOnGithub(commit, session),
  };
}
