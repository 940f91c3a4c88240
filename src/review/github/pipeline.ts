import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { Environment } from '../../model/config/environment.ts';
import { messageOf } from '../../model/failure.ts';
import { hostFailure } from '../failure.ts';
import type { Pipeline, Values } from '../pipeline.ts';

/** GitHub Actions: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export const githubPipeline: Pipeline = {
  host: 'github',
  name: 'GitHub',
  isHere: ({ GITHUB_ACTIONS }) => GITHUB_ACTIONS === 'true',
  look(environment, given) {
    const event = findPullRequest(environment, given);
    const values = {
      apiUrl: environment.GITHUB_API_URL ?? 'https://api.github.com',
      project: environment.GITHUB_REPOSITORY,
      pullRequest: event?.number.toString(),
      base: event?.base.sha,
      // GITHUB_SHA is a merge that nobody pushed: a status of it is shown nowhere.
      head: event?.head.sha,
    };
    const elsewhere = event !== undefined && event.head.repo?.id !== event.base.repo.id;
    // A run that Dependabot started gets a token that only reads, as one of a fork does.
    return { values, fork: elsewhere || environment.GITHUB_ACTOR === 'dependabot[bot]' };
  },
  variables: {
    apiUrl: 'GITHUB_API_URL',
    project: 'GITHUB_REPOSITORY',
    pullRequest: 'the event pull_request',
    base: 'the event pull_request',
    head: 'the event pull_request',
  },
  projectForm: /^[\w.-]{1,100}\/[\w.-]{1,100}$/,
  tokens: ['DPSYNC_TOKEN', 'GITHUB_TOKEN'],
};

const commit = z.string().regex(/^[0-9a-f]{40,64}$/);
const repository = z.object({ id: z.number() });

// https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request
const pullRequestForm = z.object({
  number: z.number().int().positive(),
  base: z.object({ sha: commit, repo: repository }),
  // null: the fork was deleted.
  head: z.object({ sha: commit, repo: repository.nullable() }),
});

const eventForm = z.object({ pull_request: pullRequestForm.optional() });

const LARGEST_EVENT = 32 * 1024 * 1024;

/** The pull request of the event; undefined where the run is for none, or nothing of it has to be known. */
function findPullRequest(
  { GITHUB_EVENT_PATH: file }: Environment,
  { pullRequest, base, head }: Partial<Values>,
): z.infer<typeof pullRequestForm> | undefined {
  if (!file || (pullRequest && base && head)) return undefined;
  try {
    if (statSync(file).size > LARGEST_EVENT) throw new Error('it is larger than 32 MiB');
    return eventForm.parse(JSON.parse(readFileSync(file, 'utf8'))).pull_request;
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? 'it is no pull_request event' : messageOf(cause);
    throw hostFailure('badEvent', { where: `GITHUB_EVENT_PATH ${file}`, detail, cause });
  }
}
