// GitLab as its REST reference describes it: https://docs.gitlab.com/api/rest/
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  addComment,
  type FakeHost,
  type FakeState,
  hasCommit,
  makeFakeServer,
  makeFakeState,
  NUMBER,
  present,
  type Scripted,
} from '../../make/review/fake-host.ts';
import { addCommits } from './fake-commits.ts';

const ACCOUNTS = { own: 900, other: 1 } as const;
const PROJECT = 'acme/eud/content';
const TOKEN = 'glpat-canary0123456789abc';
const LONGEST_BODY = 1_000_000;
const PREFIX = '/api/v4/projects/:project';

const textForm = z.object({ body: z.string() });
// https://docs.gitlab.com/api/commits/#set-commit-pipeline-status
const statusForm = z.object({
  state: z.enum(['pending', 'running', 'success', 'failed', 'canceled', 'skipped']),
  name: z.string(),
  description: z.string().max(255),
  target_url: z.url().optional(),
});

/** Serves GitLab with one merge request. */
export async function openFakeGitlab(): Promise<FakeHost> {
  const state = makeFakeState(TOKEN);
  const server = makeFakeServer();
  const { app } = server;
  app.addHook('preHandler', (request, reply, done) => {
    const refused = findRefusal(request, state);
    if (refused) send(reply, refused);
    else done();
  });
  // https://docs.gitlab.com/api/users/#get-the-current-user
  app.get('/api/v4/user', () => ({ id: ACCOUNTS.own, username: 'project_7_bot', bot: true }));
  // https://docs.gitlab.com/api/merge_requests/#get-single-mr
  app.get(`${PREFIX}/merge_requests/${NUMBER}`, () => ({
    iid: NUMBER,
    state: state.open ? 'opened' : 'merged',
    sha: state.head,
  }));
  addNotes();
  addCommits(app, PREFIX, state);
  app.post<{ Params: { sha: string } }>(`${PREFIX}/statuses/:sha`, (request, reply) => {
    const { sha } = request.params;
    if (!hasCommit(state, sha))
      return send(reply, { status: 404, body: { message: '404 Commit Not Found' } });
    const read = statusForm.safeParse(request.body);
    if (!read.success) return send(reply, { status: 400, body: { error: 'description is too long' } });
    const { name, description, target_url, ...rest } = read.data;
    const before = state.statuses.findLast(({ commit, context }) => commit === sha && context === name);
    if (rest.state === 'pending' && before?.state === 'pending') return send(reply, isPendingAlready);
    state.statuses.push({ commit: sha, context: name, description, link: target_url ?? null, ...rest });
    return reply.code(201).send({ id: state.statuses.length, sha, status: rest.state, name });
  });
  app.setNotFoundHandler((_request, reply) => send(reply, errors[404]));
  const url = await server.listen();

  // https://docs.gitlab.com/api/notes/#merge-requests
  function addNotes() {
    const list = `${PREFIX}/merge_requests/${NUMBER}/notes`;
    app.get<{ Querystring: { per_page?: string; page?: string } }>(list, ({ query }, reply) => {
      const size = Math.min(Number(query.per_page ?? 20), 100);
      const page = Number(query.page ?? 1);
      // "sort: … Default is desc".
      const all = present(state).toReversed();
      const more = page * size < all.length;
      // https://docs.gitlab.com/api/rest/#pagination-response-headers
      reply.headers({ 'x-page': page, 'x-per-page': size, 'x-next-page': more ? page + 1 : '' });
      return all.slice((page - 1) * size, page * size).map(shown);
    });
    app.post(list, (request, reply) => {
      const { body } = textForm.parse(request.body);
      if (body.length > LONGEST_BODY) return send(reply, tooLong);
      return reply.code(201).send(shown(addComment(state, { author: 'own', body: act(body) })));
    });
    app.put<{ Params: { id: string } }>(`${list}/:id`, (request, reply) => {
      const note = find(request);
      const { body } = textForm.parse(request.body);
      if (!note) return send(reply, errors[404]);
      if (body.length > LONGEST_BODY) return send(reply, tooLong);
      note.body = act(body);
      return shown(note);
    });
    app.delete<{ Params: { id: string } }>(`${list}/:id`, (request, reply) => {
      const note = find(request);
      if (!note) return send(reply, errors[404]);
      note.deleted = true;
      return reply.code(204).send();
    });
  }

  /** https://docs.gitlab.com/user/project/quick_actions/: a line of its own is carried out, and does not stay. */
  function act(body: string): string {
    if (/^\/close$/m.test(body)) state.open = false;
    return body.replace(/^\/close$/gm, '');
  }

  const find = ({ params }: { readonly params: { readonly id: string } }) =>
    present(state).find(({ id }) => String(id) === params.id);

  return {
    url: `${url}/api/v4`,
    project: PROJECT,
    state,
    requests: server.requests,
    script: server.script,
    errors,
    add: ({ author, text, key }) => {
      const body = key === undefined ? text : `<!-- dpsync review: ${key} -->\n${text}`;
      return addComment(state, { author, body }).id;
    },
    texts: () => present(state).map(({ body }) => body.replace(/^<!--.*-->\n/, '')),
  };
}

function shown({ id, author, body }: ReturnType<typeof present>[number]) {
  return { id, body, system: false, author: { id: ACCOUNTS[author] } };
}

function findRefusal({ headers, method, params }: FastifyRequest, state: FakeState): Scripted | undefined {
  if (headers['private-token'] !== state.token) return errors[401];
  // "The ID or URL-encoded path of the project".
  const { project } = z.object({ project: z.string().default(PROJECT) }).parse(params);
  if (project !== PROJECT) return { status: 404, body: { message: '404 Project Not Found' } };
  return method !== 'GET' && state.permission === 'read' ? errors[403] : undefined;
}

// https://docs.gitlab.com/api/rest/troubleshooting/#status-codes and
// https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers
const errors: FakeHost['errors'] = {
  401: { status: 401, body: { message: '401 Unauthorized' } },
  403: {
    status: 403,
    body: {
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token.',
      scope: 'api',
    },
  },
  404: { status: 404, body: { message: '404 Not found' } },
  429: {
    status: 429,
    body: 'Retry later\n',
    headers: { 'content-type': 'text/plain', 'retry-after': '30', 'ratelimit-remaining': '0' },
  },
  500: { status: 500, body: { message: '500 Internal Server Error' } },
};

const tooLong: Scripted = {
  status: 400,
  body: { message: { note: [`is too long (maximum is ${LONGEST_BODY} characters)`] } },
};

const isPendingAlready: Scripted = {
  status: 400,
  body: {
    message:
      'Cannot transition status via :enqueue from :pending (Reason(s): Status cannot transition via "enqueue")',
  },
};

function send(reply: FastifyReply, { status, body, headers = {} }: Scripted): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
