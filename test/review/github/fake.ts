// GitHub as its REST reference describes it: https://docs.github.com/en/rest (version 2022-11-28)
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

/** As REST and GraphQL number the accounts. */
const ACCOUNTS = { own: 41_898_282, other: 1 } as const;
const REPOSITORY = 'acme/content';
const TOKEN = 'ghs_canary0123456789abcdefghijklmnop';
const LONGEST_BODY = 65_536;

const textForm = z.object({ body: z.string() });
// https://docs.github.com/en/rest/commits/statuses#create-a-commit-status
const statusForm = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  target_url: z.string().optional(),
  description: z.string().max(140),
  context: z.string(),
});

/** Serves GitHub with one pull request. `enterprise`: as Enterprise Server does, under /api. */
export async function openFakeGithub({ enterprise = false } = {}): Promise<FakeHost> {
  const state = makeFakeState(TOKEN);
  const server = makeFakeServer();
  const { app } = server;
  const rest = enterprise ? '/api/v3' : '';
  const repository = `${rest}/repos/${REPOSITORY}`;
  const url = new URL(await addRoutes());

  async function addRoutes(): Promise<string> {
    app.addHook('preHandler', (request, reply, done) => {
      const refused = findRefusal(request, state);
      if (refused) send(reply, refused);
      else done();
    });
    // https://docs.github.com/en/graphql/reference/queries#viewer: "The currently authenticated user", an App's bot too.
    app.post(`${enterprise ? '/api' : ''}/graphql`, (request) => {
      const { query } = z.object({ query: z.string() }).parse(request.body);
      if (query !== '{viewer{databaseId}}') return { errors: [{ message: 'Parse error' }] };
      return { data: { viewer: { databaseId: ACCOUNTS.own } } };
    });
    // https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request
    app.get(`${repository}/pulls/${NUMBER}`, () => ({
      number: NUMBER,
      state: state.open ? 'open' : 'closed',
      head: { sha: state.head },
    }));
    addComments();
    addCommits(app, repository, state);
    // https://docs.github.com/en/rest/commits/statuses#create-a-commit-status
    app.post<{ Params: { sha: string } }>(`${repository}/statuses/:sha`, (request, reply) => {
      const { sha } = request.params;
      const read = statusForm.safeParse(request.body);
      if (!read.success) return send(reply, invalid('description'));
      if (!hasCommit(state, sha)) {
        return send(reply, { status: 422, body: { message: `No commit found for SHA: ${sha}` } });
      }
      const { context, description, target_url, ...rest } = read.data;
      const link = target_url ?? null;
      state.statuses.push({ commit: sha, context, description, link, ...rest });
      return reply.code(201).send({ id: state.statuses.length, ...read.data });
    });
    app.setNotFoundHandler((_request, reply) => send(reply, errors[404]));
    return server.listen();
  }

  // https://docs.github.com/en/rest/issues/comments
  function addComments() {
    const list = `${repository}/issues/${NUMBER}/comments`;
    const one = `${repository}/issues/comments/:id`;
    app.get<{ Querystring: { per_page?: string; page?: string } }>(list, (request, reply) => {
      const size = Math.min(Number(request.query.per_page ?? 30), 100);
      const page = Number(request.query.page ?? 1);
      const all = present(state);
      const last = Math.max(1, Math.ceil(all.length / size));
      const link = linkHeader({ page, last, address: `${url.origin}${list}?per_page=${size}` });
      if (link !== '') reply.header('link', link);
      return all.slice((page - 1) * size, page * size).map(shown);
    });
    app.post(list, (request, reply) => {
      const { body } = textForm.parse(request.body);
      if (body.length > LONGEST_BODY) return send(reply, invalid('body'));
      return reply.code(201).send(shown(addComment(state, { author: 'own', body })));
    });
    app.patch<{ Params: { id: string } }>(one, (request, reply) => {
      const comment = find(request);
      const { body } = textForm.parse(request.body);
      if (!comment) return send(reply, errors[404]);
      if (body.length > LONGEST_BODY) return send(reply, invalid('body'));
      comment.body = body;
      return shown(comment);
    });
    app.delete<{ Params: { id: string } }>(one, (request, reply) => {
      const comment = find(request);
      if (!comment) return send(reply, errors[404]);
      comment.deleted = true;
      return reply.code(204).send();
    });
  }

  const find = ({ params }: { readonly params: { readonly id: string } }) =>
    present(state).find(({ id }) => String(id) === params.id);

  return {
    url: `${url.origin}${rest}`,
    project: REPOSITORY,
    state,
    requests: server.requests,
    script: server.script,
    errors,
    add: ({ author, text, key }) =>
      addComment(state, { author, body: key === undefined ? text : marked(text, key) }).id,
    texts: () => present(state).map(({ body }) => body.replace(/^<!--.*-->\n/, '')),
  };
}

function marked(text: string, key: string): string {
  return `<!-- dpsync review: ${key} -->\n${text}`;
}

function shown({ id, author, body, properties }: ReturnType<typeof present>[number]) {
  // Whose comment it is shows in more than the number: `properties` stand for another account.
  const user = {
    id: ACCOUNTS[author],
    type: author === 'own' ? 'Bot' : 'User',
    login: author,
    ...properties,
  };
  return { id, body, user };
}

// https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
function linkHeader(at: { readonly page: number; readonly last: number; readonly address: string }): string {
  const to = (page: number, rel: string) => `<${at.address}&page=${page}>; rel="${rel}"`;
  const back = at.page > 1 ? [to(at.page - 1, 'prev'), to(1, 'first')] : [];
  const on = at.page < at.last ? [to(at.page + 1, 'next'), to(at.last, 'last')] : [];
  return [...back, ...on].join(', ');
}

function findRefusal({ headers, method, url }: FastifyRequest, state: FakeState): Scripted | undefined {
  if (headers['user-agent'] === undefined) return errorOf(403, 'Request forbidden by administrative rules.');
  if (headers.authorization !== `Bearer ${state.token}`) return errors[401];
  // The page of each operation lists the permission that it needs.
  const writes = method !== 'GET' && !url.endsWith('/graphql');
  return writes && state.permission === 'read' ? errors[403] : undefined;
}

function errorOf(status: number, message: string): Scripted {
  const documentation_url = 'https://docs.github.com/rest';
  return { status, body: { message, documentation_url, status: String(status) } };
}

// https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api and …/rate-limits-for-the-rest-api
const errors: FakeHost['errors'] = {
  401: errorOf(401, 'Bad credentials'),
  403: errorOf(403, 'Resource not accessible by integration'),
  404: errorOf(404, 'Not Found'),
  429: {
    ...errorOf(
      429,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    ),
    headers: { 'retry-after': '30' },
  },
  500: { status: 500, body: { message: 'Server Error' } },
};

function invalid(field: string): Scripted {
  const problems = [{ resource: 'IssueComment', code: 'custom', field, message: `${field} is too long` }];
  return { status: 422, body: { message: 'Validation Failed', errors: problems } };
}

function send(reply: FastifyReply, { status, body, headers = {} }: Scripted): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
