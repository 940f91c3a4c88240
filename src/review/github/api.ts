// GitHub's REST API, on github.com and on Enterprise Server.
import { z } from 'zod';
import type { Comment, Host, Session, Status } from '../host.ts';
import type { Client } from '../http/client.ts';
import type { Advice } from '../http/fault.ts';
import { findMarked, markerOf } from '../marker.ts';
import { readPages } from '../pages.ts';
import type { Target } from '../target.ts';

/** What every request says: https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api */
export function githubHeaders(token: string): Readonly<Record<string, string>> {
  return {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
    // GitHub refuses a request without one.
    'user-agent': 'dpsync',
  };
}

/** What to do where GitHub refuses. */
export const GITHUB_ADVICE: Advice = {
  unauthorized: 'Give the step the token of the job: env: {GITHUB_TOKEN: "${{ github.token }}"}.',
  forbidden: 'Give the job permissions: {contents: read, pull-requests: write, statuses: write}.',
  notFound:
    'Check the repository and the number; for a token that may not see them GitHub answers the same, so give the job permissions: {contents: read, pull-requests: write, statuses: write}.',
};

/** GitHub counts 65,536 characters; what is left is for the marker. */
const LONGEST_COMMENT = 65_000;
const LONGEST_DESCRIPTION = 140;

const commentForm = z.object({
  id: z.number().int(),
  // null: GitHub has deleted the text or the account.
  body: z.string().nullish(),
  user: z.object({ id: z.number(), login: z.string().optional(), type: z.string().optional() }).nullable(),
});
const commentsForm = z.array(commentForm);
const pullRequestForm = z.object({ state: z.string(), head: z.object({ sha: z.string() }) });
const viewerForm = z.object({ data: z.object({ viewer: z.object({ databaseId: z.number().int() }) }) });

/** The part of an API's address that REST and GraphQL have in common: Enterprise Server has /api/v3 and /api/graphql. */
export function githubRoot(apiUrl: string): string {
  return apiUrl.replace(/\/v3$/, '');
}

/** Where a repository is, below that part. */
export function repositoryPath({ apiUrl, project }: Pick<Target, 'apiUrl' | 'project'>): string {
  return `${apiUrl.slice(githubRoot(apiUrl).length)}/repos/${project}`;
}

/** A pull request on GitHub. */
export function openGithub({ client, target, key, orPipeline = false }: Session): Host {
  const repository = repositoryPath(target);
  const comments = `${repository}/issues/${target.pullRequest}/comments`;
  const shown = ({ id, body }: z.infer<typeof commentForm>): Comment => ({
    id,
    path: `${repository}/issues/comments/${id}`,
    text: findMarked(body ?? '', key) ?? '',
  });
  let account: Promise<number> | undefined;

  return {
    name: 'GitHub',
    longestComment: LONGEST_COMMENT,
    async readPullRequest() {
      const path = `${repository}/pulls/${target.pullRequest}`;
      const { value } = await client.read({ method: 'GET', path }, pullRequestForm);
      return { open: value.state === 'open', head: value.head.sha };
    },
    async listOwn() {
      account ??= readAccount(client);
      const own = await account;
      const all = await readPages((next) =>
        readComments(client, `${comments}?per_page=100&page=${next ?? 1}`),
      );
      return all
        .filter(({ user }) => user?.id === own || (orPipeline && isActions(user)))
        .filter(({ body }) => findMarked(body ?? '', key) !== undefined)
        .map(shown);
    },
    async create(text) {
      const body = { body: markerOf(key) + text };
      const what = { method: 'POST', path: comments, body, repeatable: false } as const;
      const { value } = await client.read(what, commentForm);
      return shown(value);
    },
    async update({ path }, text) {
      const body = { body: markerOf(key) + text };
      return (await client.ask({ method: 'PATCH', path, body, accept: [404] })).status !== 404;
    },
    async remove({ path }) {
      await client.ask({ method: 'DELETE', path, accept: [404] });
    },
    async setStatus({ commit, ...status }) {
      const body = { context: key, ...statusBody(status) };
      await client.ask({ method: 'POST', path: `${repository}/statuses/${commit}`, body });
    },
  };
}

function statusBody({ state, description, link }: Omit<Status, 'commit'>): Readonly<Record<string, string>> {
  const shown = description.slice(0, LONGEST_DESCRIPTION);
  return { state, description: shown, ...(link !== null && { target_url: link }) };
}

/** The account of every workflow's own token. Nobody else's name has brackets. */
function isActions(user: z.infer<typeof commentForm>['user']): boolean {
  return user?.type === 'Bot' && user.login === 'github-actions[bot]';
}

async function readComments(client: Client, path: string) {
  const { value, headers } = await client.read({ method: 'GET', path }, commentsForm);
  // The address of the next page is not followed: its number says as much, and leads nowhere else.
  const next = /[?&]page=(\d{1,6})[^>]*>;\s*rel="next"/.exec(headers.link ?? '')?.[1];
  return { items: value, next: next ?? null };
}

/**
 * Whose token this is. The REST API tells that to a person's token alone ("GET /user" is refused to an App's, and so to
 * the one of a job); GraphQL's `viewer` tells every token.
 */
async function readAccount(client: Client): Promise<number> {
  const body = { query: '{viewer{databaseId}}' };
  const { value } = await client.read({ method: 'POST', path: '/graphql', body }, viewerForm);
  return value.data.viewer.databaseId;
}
