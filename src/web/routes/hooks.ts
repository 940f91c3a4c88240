import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answer, refuse } from '../answer.ts';
import type { Hook, WebOptions } from '../options.ts';
import { proves } from '../providers/proof.ts';
import { PROVIDERS } from '../providers/providers.ts';
import { findPushed } from '../providers/push.ts';
import { countVisits, senderOf } from '../visits.ts';

type HookRequest = FastifyRequest<{ Params: { readonly source: string } }>;

const MOST_A_MINUTE = 60;

/** `POST /hooks/{source}`: 202 where it is believed, else 404, whatever it is that was wrong. */
export function addHookRoute(app: FastifyInstance, options: HookRouteOptions): void {
  const hooks = new Map(options.hooks.map((hook) => [hook.source, hook]));
  const visits = countVisits(options.clock);
  const onRequest = async (request: HookRequest, reply: FastifyReply) => {
    const count = visits(senderOf(addressOf(request)));
    if (count <= MOST_A_MINUTE) return;
    // Said once: a flood of requests must not become a flood of lines.
    if (count === MOST_A_MINUTE + 1) tellRefused(options, request, `more than ${MOST_A_MINUTE} a minute`);
    return refuse(reply.header('retry-after', '60'), 429);
  };
  app.post('/hooks/:source', { onRequest }, async (request: HookRequest, reply) => {
    const hook = hooks.get(request.params.source);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const believed = findBelieved(hook, request, body);
    if ('refused' in believed) {
      tellRefused(options, request, believed.refused);
      return refuse(reply, 404);
    }
    passOn(believed.hook, body, options);
    return answer(reply, { status: 202, text: 'Accepted\n' });
  });
}

type HookRouteOptions = Pick<WebOptions, 'hooks' | 'onHook' | 'tell' | 'clock'>;

// What a hook that is not there is checked against, so that it takes as long to refuse as one that is.
const NOBODY = { provider: 'generic', secret: randomBytes(32).toString('hex') } as const;

function findBelieved(
  hook: Hook | undefined,
  { headers }: FastifyRequest,
  body: Buffer,
): { readonly hook: Hook } | { readonly refused: string } {
  const secret = hook?.findSecret() || undefined;
  const { proof } = PROVIDERS[hook?.provider ?? NOBODY.provider];
  const proved = proves(proof, secret ?? NOBODY.secret, { headers, body });
  if (!hook) return { refused: 'no source of this name takes hooks' };
  if (secret === undefined) return { refused: 'the secret of this source is not set' };
  return proved ? { hook } : { refused: 'what proves the secret is missing or wrong' };
}

function passOn({ source, branch, provider }: Hook, body: Buffer, { tell, onHook }: HookRouteOptions): void {
  const pushed = findPushed(PROVIDERS[provider].push, body, branch);
  if (!pushed) return;
  tell({ type: 'hookTaken', source, commit: pushed.commit });
  onHook(source, pushed.commit);
}

function tellRefused({ tell }: HookRouteOptions, request: HookRequest, reason: string): void {
  tell({ type: 'hookRefused', source: request.params.source, address: addressOf(request), reason });
}

/** The other end of the connection: what a header says of it could be anything. */
function addressOf({ socket }: FastifyRequest): string {
  return socket.remoteAddress ?? 'unknown';
}
