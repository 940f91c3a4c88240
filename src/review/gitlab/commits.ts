import { z } from 'zod';
import type { CommitState } from '../../model/views/commit-report.ts';
import { type CommitHost, type CommitSession, deliveryContext } from '../after-merge/host.ts';
import type { Advice } from '../http/fault.ts';
import { findMergedOnGitlab } from './find-merged.ts';

/** What to do where GitLab refuses a report. */
export const GITLAB_REPORT_ADVICE: Advice = {
  unauthorized: "Correct the token of the source's report; a project access token may have expired.",
  forbidden:
    "Use a project access token with the scope api and the role Developer for the source's report; where the branch is protected, a role that may push to it.",
  notFound:
    "Check the project of the source's report; for a token that may not see it GitLab answers the same, so use a project access token with the scope api.",
};

// https://docs.gitlab.com/api/commits/#list-commit-statuses
const statusesForm = z.array(
  z.object({ name: z.string(), status: z.string(), description: z.string().nullish() }),
);
const STATES = { pending: 'pending', success: 'success', failure: 'failed' } as const;

/** Commits on GitLab. */
export function openGitlabCommits(session: CommitSession): CommitHost {
  const { client, key, branch } = session;
  const project = `/projects/${encodeURIComponent(session.project)}`;
  const name = deliveryContext(key);
  return {
    longestDescription: 255,
    // "Cannot transition status via :enqueue from :pending"
    renewsPending: false,
    async findStatus(commit) {
      const query = new URLSearchParams({ name, ref: branch, per_page: '100' });
      const path = `${project}/repository/commits/${commit}/statuses?${query}`;
      const { value } = await client.read({ method: 'GET', path }, statusesForm);
      const found = value.find((status) => status.name === name);
      return found && { state: stateOf(found.status), description: found.description ?? '' };
    },
    async setStatus(commit, { state, description }) {
      const path = `${project}/statuses/${commit}`;
      const body = { name, ref: branch, state: STATES[state], description };
      await client.ask({ method: 'POST', path, body });
    },
    findMerged: (commit) => findMergedOnGitlab(commit, session),
  };
}

function stateOf(status: string): CommitState {
  if (status === 'success') return 'success';
  return status === 'failed' || status === 'canceled' ? 'failure' : 'pending';
}
