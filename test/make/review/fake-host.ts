// What the stand-ins of the git hosts have in common: a pull request, what is on it, and faults on demand.
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { onTestFinished } from 'vitest';

/** A comment on the pull request. */
export interface FakeComment {
  readonly id: number;
  /** `own`: of the account of the token. */
  readonly author: 'own' | 'other';
  body: string;
  /** What a host keeps beside the text. */
  readonly properties?: Readonly<Record<string, unknown>>;
  deleted: boolean;
}

/** A status as it was set. */
export interface FakeStatus {
  readonly commit: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
  readonly link: string | null;
}

/** An answer in the place of the host's own. */
export interface Scripted {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The host does what was asked all the same. */
  readonly done?: true;
}

/** A request that came. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A commit of a branch, and the pull request that brought it there. */
export interface FakeMerge {
  readonly commit: string;
  readonly branch: string;
  readonly number: number;
}

/** What is on the host. */
export interface FakeState {
  readonly token: string;
  open: boolean;
  head: string;
  readonly comments: FakeComment[];
  readonly statuses: FakeStatus[];
  readonly merges: FakeMerge[];
  /** `read`: the token of a fork. */
  permission: 'write' | 'read';
  nextId: number;
}

/** A git host with one pull request, as its API shows it. */
export interface FakeHost {
  /** The address of the API. */
  readonly url: string;
  /** The host's name for the project. */
  readonly project: string;
  readonly state: FakeState;
  readonly requests: readonly SeenRequest[];
  /** Adds a comment as `text` and `key` make it here; gives its id. */
  add(comment: { readonly author: 'own' | 'other'; readonly text: string; readonly key?: string }): number;
  /** The texts of what is there, the oldest first, without markers. */
  texts(): readonly string[];
  /** Asked before every request; may take its time. */
  script(answer: (request: SeenRequest) => Promise<Scripted | undefined> | Scripted | undefined): void;
  /** A 401 and so on in this host's words. */
  readonly errors: Readonly<Record<401 | 403 | 404 | 429 | 500, Scripted>>;
}

/** The newest commit of the pull request. */
export const HEAD = 'a1'.repeat(20);
/** The number of the pull request. */
export const NUMBER = 7;

/** A state with an open pull request and nothing on it. */
export function makeFakeState(token: string): FakeState {
  const nothing = { comments: [], statuses: [], merges: [] };
  return { token, open: true, head: HEAD, ...nothing, permission: 'write', nextId: 101 };
}

/** Whether a commit is the pull request's head, or was merged. */
export function hasCommit({ head, merges }: FakeState, commit: string): boolean {
  return head === commit || merges.some((merge) => merge.commit === commit);
}

/** Adds a comment to a state. */
export function addComment(
  state: FakeState,
  comment: Pick<FakeComment, 'author' | 'body' | 'properties'>,
): FakeComment {
  const added = { ...comment, id: state.nextId, deleted: false };
  state.nextId += 1;
  state.comments.push(added);
  return added;
}

/** What is there, the oldest first. */
export function present(state: FakeState): readonly FakeComment[] {
  return state.comments.filter(({ deleted }) => !deleted);
}

/** A server that is stopped when the test ends. */
export interface FakeServer {
  readonly app: FastifyInstance;
  readonly requests: readonly SeenRequest[];
  readonly script: FakeHost['script'];
  /** Gives the server's address. */
  listen(): Promise<string>;
}

/** Makes a server without routes, which records what comes and answers as it is told. */
export function makeFakeServer(): FakeServer {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024, exposeHeadRoutes: false });
  const requests: SeenRequest[] = [];
  const late = new WeakMap<FastifyRequest, Scripted>();
  let script: Parameters<FakeHost['script']>[0] = () => undefined;
  app.addHook('preHandler', async (request, reply) => {
    const { method, url, headers, body } = request;
    const seen = { method, url, headers, body };
    requests.push(seen);
    const scripted = await script(seen);
    if (!scripted) return;
    if (scripted.done) late.set(request, scripted);
    else
      await reply
        .code(scripted.status)
        .headers(scripted.headers ?? {})
        .send(scripted.body);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const scripted = late.get(request);
    if (!scripted) return payload;
    reply.code(scripted.status).removeHeader('content-length');
    return JSON.stringify(scripted.body ?? {});
  });
  onTestFinished(() => app.close());
  return {
    app,
    requests,
    script: (answer) => {
      script = answer;
    },
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
  };
}
