// A host's name → its commits, opened: the one place that names all three.

import { AZUREDEVOPS_REPORT_ADVICE, openAzuredevopsCommits } from '../azuredevops/commits.ts';
import { GITHUB_REPORT_ADVICE, openGithubCommits } from '../github/commits.ts';
import { GITLAB_REPORT_ADVICE, openGitlabCommits } from '../gitlab/commits.ts';
import type { Advice } from '../http/fault.ts';
import type { HostName } from '../pipeline.ts';
import type { CommitHost, CommitSession } from './host.ts';

interface CommitApi {
  readonly open: (session: CommitSession) => CommitHost;
  readonly advice: Advice;
}

/** How the commits of each host are reached, and what to do where it refuses. */
export const COMMIT_APIS: Readonly<Record<HostName, CommitApi>> = {
  github: { open: openGithubCommits, advice: GITHUB_REPORT_ADVICE },
  gitlab: { open: openGitlabCommits, advice: GITLAB_REPORT_ADVICE },
  azuredevops: { open: openAzuredevopsCommits, advice: AZUREDEVOPS_REPORT_ADVICE },
};
