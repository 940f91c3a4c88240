// GitLab's REST API, on gitlab.com and on one's own server.
import { z } from 'zod';
import type { Comment, Host, Session, Status } from '../host.ts';
import type { Client } from '../http/client.ts';
import type { Advice } from '../http/fault.ts';
import { findMarked, markerOf } from '../marker.ts';
import { readPages } from '../pages.ts';

/** What every request says: https://docs.gitlab.com/api/rest/authentication/ */
export function gitlabHeaders(token: string): Readonly<Record<string, string>> {
  return { accept: 'application/json', 'private-token': token, 'user-agent': 'dpsync' };
}

/** What to do where GitLab refuses. */
export const GITLAB_ADVICE: Advice = {
  unauthorized:
    'Check the CI/CD variable DPSYNC_TOKEN or GITLAB_TOKEN: a project access token may have expired.',
  forbidden:
    'Use a project access token with the scope api and the role Developer; CI_JOB_TOKEN may neither write notes nor set statuses.',
  notFound:
    'Check the project and the merge request; for a token that may not see them GitLab answers the same, so use a project access token with the scope api.',
};

/** GitLab counts 1,000,000 characters; what is left is for the marker, and for what is escaped below. */
const LONGEST_COMMENT = 990_000;
const LONGEST_DESCRIPTION = 255;

const noteForm = z.object({ id: z.number().int(), body: z.string(), author: z.object({ id: z.number() }) });
const notesForm = z.array(noteForm);
const mergeRequestForm = z.object({ state: z.string(), sha: z.string() });
const userForm = z.object({ id: z.number().int() });
const STATES = { success: 'success', failure: 'failed' } as const;

/** A merge request on GitLab. */
export function openGitlab({ client, target, key }: Session): Host {
  const project = `/projects/${encodeURIComponent(target.project)}`;
  const mergeRequest = `${project}/merge_requests/${target.pullRequest}`;
  const notes = `${mergeRequest}/notes`;
  const bodyOf = (text: string) => ({ body: markerOf(key) + withoutActions(text) });
  const shown = ({ id, body }: z.infer<typeof noteForm>): Comment => ({
    id,
    path: `${notes}/${id}`,
    text: findMarked(body, key) ?? '',
  });
  let account: Promise<number> | undefined;

  return {
    name: 'GitLab',
    longestComment: LONGEST_COMMENT,
    async readPullRequest() {
      const { value } = await client.read({ method: 'GET', path: mergeRequest }, mergeRequestForm);
      return { open: value.state === 'opened', head: value.sha };
    },
    async listOwn() {
      account ??= readAccount(client);
      const own = await account;
      const all = await readPages((next) => readNotes(client, `${notes}?per_page=100&page=${next ?? 1}`));
      return all
        .filter(({ author, body }) => author.id === own && findMarked(body, key) !== undefined)
        .map(shown);
    },
    async create(text) {
      const what = { method: 'POST', path: notes, body: bodyOf(text), repeatable: false } as const;
      const { value } = await client.read(what, noteForm);
      return shown(value);
    },
    async update({ path }, text) {
      return (await client.ask({ method: 'PUT', path, body: bodyOf(text), accept: [404] })).status !== 404;
    },
    async remove({ path }) {
      await client.ask({ method: 'DELETE', path, accept: [404] });
    },
    setStatus: (status) => setStatus(`${project}/statuses/${status.commit}`, { key, status, client }),
  };
}

/** A line that begins with a slash is an order to GitLab, such as /merge: it would be carried out in our name. */
function withoutActions(text: string): string {
  return text.replace(/^\//gm, '&#x2f;');
}

async function setStatus(
  path: string,
  { key, status, client }: { readonly key: string; readonly status: Status; readonly client: Client },
): Promise<void> {
  const { state, description, link } = status;
  const shown = description.slice(0, LONGEST_DESCRIPTION);
  const target = link !== null && { target_url: link };
  const body = { name: key, state: STATES[state], description: shown, ...target };
  await client.ask({ method: 'POST', path, body });
}

async function readNotes(client: Client, path: string) {
  const { value, headers } = await client.read({ method: 'GET', path }, notesForm);
  const next = headers['x-next-page'] ?? '';
  return { items: value, next: /^\d{1,6}$/.test(next) ? next : null };
}

async function readAccount(client: Client): Promise<number> {
  return (await client.read({ method: 'GET', path: '/user' }, userForm)).value.id;
}
