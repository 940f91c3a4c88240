import type { Environment } from '../model/config/environment.ts';
import { azuredevopsRunner } from './azuredevops/runner.ts';
import { githubRunner } from './github/runner.ts';
import { gitlabRunner } from './gitlab/runner.ts';
import type { Runner } from './runner.ts';

const RUNNERS: readonly Runner[] = [githubRunner, gitlabRunner, azuredevopsRunner];

/** No runner that is known: a terminal, or another program that reads no commands from a log. */
const nobody: Runner = {
  isHere: () => true,
  findLink: () => null,
  findSummary: () => null,
  annotate: () => null,
  announceSummary: () => null,
  sanitize: (text) => text,
};

/** What runs this job. It may be another host's than the pull request's: Azure Pipelines builds repositories of GitHub. */
export function findRunner(environment: Environment): Runner {
  return RUNNERS.find((runner) => runner.isHere(environment)) ?? nobody;
}
