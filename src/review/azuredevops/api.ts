// The REST API of Azure DevOps Services and of Azure DevOps Server 2022 and later.
import { z } from 'zod';
import type { Comment, Host, Session, Status } from '../host.ts';
import type { Client } from '../http/client.ts';
import type { Advice } from '../http/fault.ts';
import { readPages } from '../pages.ts';

/** What every request says: the token of a job and those of Entra ID are made of three parts, a personal one of one. */
export function azuredevopsHeaders(token: string): Readonly<Record<string, string>> {
  const bearer = token.split('.').length === 3;
  const basic = Buffer.from(`:${token}`).toString('base64');
  return {
    accept: 'application/json',
    authorization: bearer ? `Bearer ${token}` : `Basic ${basic}`,
    // A token that is not known gets an error, and no sign-in page.
    'x-tfs-fedauthredirect': 'Suppress',
    'user-agent': 'dpsync',
  };
}

/** What to do where Azure DevOps refuses. */
export const AZUREDEVOPS_ADVICE: Advice = {
  unauthorized: 'Map the token of the job in the step: env: {SYSTEM_ACCESSTOKEN: $(System.AccessToken)}.',
  forbidden:
    'In the project\'s repository settings, under Security, allow the account "… Build Service" to Contribute to pull requests.',
  notFound:
    'Check the project, the repository and the number; for a token that may not see them the host answers the same, as where the pipeline does not check this repository out.',
};

/** The oldest version that has all of it, which Services and Server 2022 have alike. */
export const AZUREDEVOPS_VERSION = 'api-version=7.0';
const LONGEST_COMMENT = 150_000;
const LONGEST_DESCRIPTION = 255;
/** Threads carry properties that nobody sees: the marker stands there, since the text shows HTML comments to some readers. */
const PROPERTY = 'dpsync.review';

const accountForm = z.object({ authenticatedUser: z.object({ id: z.string() }) });
const commentForm = z.object({
  id: z.number().int(),
  content: z.string().optional(),
  isDeleted: z.boolean().optional(),
  author: z.object({ id: z.string() }),
});
const propertyForm = z.union([z.string(), z.object({ $value: z.unknown() })]);
const threadForm = z.object({
  id: z.number().int(),
  isDeleted: z.boolean().optional(),
  comments: z.array(commentForm).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
const threadsForm = z.object({ value: z.array(threadForm) });
const pullRequestForm = z.object({
  status: z.string(),
  lastMergeSourceCommit: z.object({ commitId: z.string() }),
});
const iterationsForm = z.object({
  value: z.array(z.object({ id: z.number().int(), sourceRefCommit: z.object({ commitId: z.string() }) })),
});
const STATES = { success: 'succeeded', failure: 'failed' } as const;

type Thread = z.infer<typeof threadForm>;

/** Where a repository, named as `project/repository`, is below the address of the API. */
export function repositoryPath(name: string): string {
  const [project = '', repository = ''] = name.split('/').map(encodeURIComponent);
  return `/${project}/_apis/git/repositories/${repository}`;
}

/** A pull request on Azure Repos. */
export function openAzuredevops({ client, target, key }: Session): Host {
  const pullRequest = `${repositoryPath(target.project)}/pullRequests/${target.pullRequest}`;
  const threads = `${pullRequest}/threads`;
  let account: Promise<string> | undefined;

  return {
    name: 'Azure DevOps',
    longestComment: LONGEST_COMMENT,
    async readPullRequest() {
      const path = `${pullRequest}?${AZUREDEVOPS_VERSION}`;
      const { value } = await client.read({ method: 'GET', path }, pullRequestForm);
      return { open: value.status === 'active', head: value.lastMergeSourceCommit.commitId };
    },
    async listOwn() {
      account ??= readAccount(client);
      const own = await account;
      const all = await readPages((next) => readThreads(client, threads, next));
      return all.filter((thread) => isMarked(thread, key)).flatMap((thread) => shownOf(thread, threads, own));
    },
    async create(text) {
      const what = { method: 'POST', path: `${threads}?${AZUREDEVOPS_VERSION}`, repeatable: false } as const;
      const { value } = await client.read({ ...what, body: newThread(text, key) }, threadForm);
      const id = value.comments?.[0]?.id ?? 1;
      return { id: value.id, path: `${threads}/${value.id}/comments/${id}`, text };
    },
    async update({ path }, text) {
      const what = { method: 'PATCH', path: `${path}?${AZUREDEVOPS_VERSION}`, accept: [404] } as const;
      return (await client.ask({ ...what, body: { content: text } })).status !== 404;
    },
    async remove({ path }) {
      await client.ask({ method: 'DELETE', path: `${path}?${AZUREDEVOPS_VERSION}`, accept: [404] });
    },
    setStatus: (status) => setStatus(pullRequest, { key, status, client }),
  };
}

/** Closed, so that no policy waits for somebody to resolve it. */
function newThread(text: string, key: string): unknown {
  return {
    comments: [{ parentCommentId: 0, content: text, commentType: 'text' }],
    status: 'closed',
    properties: { [PROPERTY]: key },
  };
}

/** Properties come with their type, `{"$type": "System.String", "$value": …}`, or without. */
function isMarked({ properties }: Thread, key: string): boolean {
  const property = propertyForm.safeParse(properties?.[PROPERTY]);
  if (!property.success) return false;
  return (typeof property.data === 'string' ? property.data : property.data.$value) === key;
}

/** The first comment of a thread, where it is ours and still there. A deleted one stays in the list, without its text. */
function shownOf({ id, isDeleted, comments }: Thread, threads: string, own: string): readonly Comment[] {
  const first = comments?.[0];
  if (!first || isDeleted || first.isDeleted || first.author.id !== own) return [];
  return [{ id, path: `${threads}/${id}/comments/${first.id}`, text: first.content ?? '' }];
}

async function readThreads(client: Client, threads: string, next: string | null) {
  const from = next === null ? '' : `&continuationToken=${encodeURIComponent(next)}`;
  const path = `${threads}?${AZUREDEVOPS_VERSION}${from}`;
  const { value, headers } = await client.read({ method: 'GET', path }, threadsForm);
  return { items: value.value, next: headers['x-ms-continuationtoken'] ?? null };
}

/** Tied to the push that was reviewed: one of the whole pull request would stand for later pushes too. */
async function setStatus(
  pullRequest: string,
  { key, status, client }: { readonly key: string; readonly status: Status; readonly client: Client },
): Promise<void> {
  const { commit, state, description, link } = status;
  const path = `${pullRequest}/iterations?${AZUREDEVOPS_VERSION}`;
  const { value } = await client.read({ method: 'GET', path }, iterationsForm);
  const iteration = value.value.findLast(({ sourceRefCommit }) => sourceRefCommit.commitId === commit);
  const body = {
    state: STATES[state],
    description: description.slice(0, LONGEST_DESCRIPTION),
    context: { name: key, genre: 'dpsync' },
    ...(link !== null && { targetUrl: link }),
    ...(iteration && { iterationId: iteration.id }),
  };
  await client.ask({ method: 'POST', path: `${pullRequest}/statuses?${AZUREDEVOPS_VERSION}`, body });
}

async function readAccount(client: Client): Promise<string> {
  const path = '/_apis/connectionData?api-version=7.0-preview';
  return (await client.read({ method: 'GET', path }, accountForm)).value.authenticatedUser.id;
}
