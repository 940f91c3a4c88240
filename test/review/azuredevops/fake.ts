// Azure DevOps as its REST reference describes it: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  addComment,
  type FakeComment,
  type FakeHost,
  type FakeState,
  makeFakeServer,
  makeFakeState,
  NUMBER,
  present,
  type Scripted,
} from '../../make/review/fake-host.ts';
import { addCommits } from './fake-commits.ts';

const ACCOUNTS = {
  own: '6f168adb-59d4-4fc0-be3b-fb21b939b2a6',
  other: '79de1729-b775-453a-ac7c-3937c662999d',
} as const;
const PROJECT = 'End User Devices/3411ebc1-d5aa-464f-9615-0b527bc66719';
/** A token of a job is made of three parts. */
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.canary0123456789.c2lnbmF0dXJl';
const LONGEST_BODY = 150_000;
const REPOSITORY = '/tfs/Default/:project/_apis/git/repositories/:repository';
const PREFIX = `${REPOSITORY}/pullRequests/${NUMBER}`;

// …/pull-request-threads/create
const newThreadForm = z.object({
  comments: z.tuple([
    z.object({ parentCommentId: z.literal(0), content: z.string(), commentType: z.literal('text') }),
  ]),
  status: z.enum(['unknown', 'active', 'fixed', 'wontFix', 'closed', 'byDesign', 'pending']),
  properties: z.record(z.string(), z.string()),
});
// …/pull-request-statuses/create
const statusForm = z.object({
  state: z.enum(['notSet', 'pending', 'succeeded', 'failed', 'error', 'notApplicable']),
  description: z.string(),
  context: z.object({ name: z.string(), genre: z.string() }),
  targetUrl: z.url().optional(),
  iterationId: z.number().int(),
});

const whereForm = z.object({ project: z.string().optional(), repository: z.string().optional() });

interface OneComment {
  readonly Params: { readonly thread: string; readonly comment: string };
}

/** Serves a collection with one pull request. `newest`: the newest version of the API that this server has. */
export async function openFakeAzuredevops({ newest = 7.2 } = {}): Promise<FakeHost> {
  const state = makeFakeState(TOKEN);
  const server = makeFakeServer();
  const { app } = server;
  app.addHook('preHandler', (request, reply, done) => {
    const refused = findRefusal(request, state, newest);
    if (refused) send(reply, refused);
    else done();
  });
  // LocationsApi.getConnectionData of microsoft/azure-devops-node-api
  app.get('/tfs/Default/_apis/connectionData', () => ({ authenticatedUser: { id: ACCOUNTS.own } }));
  // …/pull-requests/get-pull-request
  app.get(PREFIX, () => ({
    pullRequestId: NUMBER,
    status: state.open ? 'active' : 'completed',
    lastMergeSourceCommit: { commitId: state.head },
  }));
  // …/pull-request-iterations/list
  app.get(`${PREFIX}/iterations`, () => ({
    count: 2,
    value: [
      { id: 1, sourceRefCommit: { commitId: '0b'.repeat(20) } },
      { id: 2, sourceRefCommit: { commitId: state.head } },
    ],
  }));
  addThreads();
  addCommits(app, REPOSITORY, state);
  app.post(`${PREFIX}/statuses`, (request, reply) => {
    const read = statusForm.safeParse(request.body);
    if (!read.success)
      return send(reply, errorOf(400, 'VS403487: the status is not valid', 'ArgumentException'));
    const { context, description, state: set, targetUrl } = read.data;
    const link = targetUrl ?? null;
    state.statuses.push({ commit: state.head, context: context.name, description, link, state: set });
    return { id: state.statuses.length, ...read.data };
  });
  app.setNotFoundHandler((_request, reply) => send(reply, errors[404]));
  const url = await server.listen();

  function addThreads() {
    const one = `${PREFIX}/threads/:thread/comments/:comment`;
    // …/pull-request-threads/list: it takes no page; all of them come at once, those of the system and deleted ones too.
    app.get(`${PREFIX}/threads`, () => {
      const value = [SYSTEM_THREAD, ...state.comments.map(shown)];
      return { value, count: value.length };
    });
    app.post(`${PREFIX}/threads`, (request, reply) => {
      const { comments, properties } = newThreadForm.parse(request.body);
      const [{ content }] = comments;
      if (content.length > LONGEST_BODY) return send(reply, tooLong);
      return shown(addComment(state, { author: 'own', body: content, properties: typed(properties) }));
    });
    // …/pull-request-thread-comments/update
    app.patch<OneComment>(one, (request, reply) => {
      const comment = find(request);
      const { content } = z.object({ content: z.string() }).parse(request.body);
      if (!comment) return send(reply, errors[404]);
      if (comment.author !== 'own') return send(reply, errors[403]);
      if (content.length > LONGEST_BODY) return send(reply, tooLong);
      comment.body = content;
      return shown(comment).comments[0];
    });
    // …/pull-request-thread-comments/delete
    app.delete<OneComment>(one, (request, reply) => {
      const comment = find(request);
      if (!comment) return send(reply, errors[404]);
      comment.deleted = true;
      return reply.code(200).send();
    });
  }

  const find = ({ params }: { readonly params: OneComment['Params'] }) =>
    present(state).find(({ id }) => String(id) === params.thread && params.comment === '1');

  return {
    url: `${url}/tfs/Default`,
    project: PROJECT,
    state,
    requests: server.requests,
    script: server.script,
    errors,
    add({ author, text, key }) {
      const properties = key === undefined ? {} : typed({ 'dpsync.review': key });
      return addComment(state, { author, body: text, properties }).id;
    },
    texts: () => present(state).map(({ body }) => body),
  };
}

/** A property comes back with its type, as in the sample of …/pull-request-statuses/create. */
function typed(properties: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const pairs = Object.entries(properties).map(([name, value]) => {
    return [name, { $type: 'System.String', $value: value }];
  });
  return Object.fromEntries(pairs);
}

const SYSTEM_THREAD = {
  id: 1,
  comments: [{ id: 1, author: { id: ACCOUNTS.other }, content: 'Ada voted 10', commentType: 'system' }],
  properties: { CodeReviewThreadType: { $type: 'System.String', $value: 'VoteUpdate' } },
  isDeleted: false,
};

function shown({ id, author, body, properties = {}, deleted }: FakeComment) {
  const content = deleted ? {} : { content: body };
  const comment = { id: 1, parentCommentId: 0, author: { id: ACCOUNTS[author] }, ...content };
  return { id, comments: [{ ...comment, isDeleted: deleted }], properties, isDeleted: deleted };
}

function findRefusal(request: FastifyRequest, state: FakeState, newest: number): Scripted | undefined {
  const { headers, method, query, params } = request;
  const { authorization } = headers;
  const basic = Buffer.from(`:${state.token}`).toString('base64');
  if (authorization !== `Bearer ${state.token}` && authorization !== `Basic ${basic}`) {
    return headers['x-tfs-fedauthredirect'] === 'Suppress' ? errors[401] : signIn;
  }
  const { project, repository } = whereForm.parse(params);
  if (project !== undefined && `${project}/${repository}` !== PROJECT) return errors[404];
  const version = z.object({ 'api-version': z.string().optional() }).parse(query)['api-version'];
  if (version === undefined && method !== 'GET') {
    return errorOf(400, 'No api-version was supplied for the request.', 'VssVersionNotSpecifiedException');
  }
  if (Number.parseFloat(version ?? '') > newest) {
    const message = `The requested REST API version of ${version} is out of range for this server. The latest REST API version this server supports is ${newest.toFixed(1)}.`;
    return errorOf(400, message, 'VssVersionOutOfRangeException');
  }
  const reads = method === 'GET' || request.url.includes('/pullrequestquery?');
  return !reads && state.permission === 'read' ? errors[403] : undefined;
}

/** The form of every error of Azure DevOps, `WrappedException`. */
function errorOf(status: number, message: string, typeKey: string): Scripted {
  return { status, body: { $id: '1', innerException: null, message, typeKey, errorCode: 0, eventId: 3000 } };
}

const signIn: Scripted = {
  status: 203,
  body: '<!DOCTYPE html><title>Azure DevOps Services | Sign In</title>',
  headers: { 'content-type': 'text/html' },
};

// https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rate-limits for the 429
const errors: FakeHost['errors'] = {
  401: errorOf(
    401,
    'TF400813: The user is not authorized to access this resource.',
    'UnauthorizedRequestException',
  ),
  403: errorOf(
    403,
    "TF401027: You need the Git 'PullRequestContribute' permission to perform this action.",
    'GitNeedsPermissionException',
  ),
  404: errorOf(404, 'TF401180: The requested pull request was not found.', 'GitPullRequestNotFoundException'),
  429: {
    status: 429,
    body: { message: 'TF400733: The request has been canceled: Request was blocked due to exceeding usage.' },
    headers: { 'retry-after': '30', 'x-ratelimit-remaining': '0' },
  },
  500: errorOf(500, 'TF400898: An Internal Error Occurred.', 'Exception'),
};

/** The limit is published, the words are not. */
const tooLong = errorOf(400, 'The comment is longer than 150000 characters.', 'ArgumentException');

function send(reply: FastifyReply, { status, body, headers = {} }: Scripted): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
