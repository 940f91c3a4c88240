// Every answer leaves through here, so that none can lack a header or say more than it should.
import type { FastifyReply } from 'fastify';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Answers with a text and the headers that keep a browser from making anything else of it. */
export function answer(
  reply: FastifyReply,
  { status = 200, text, contentType = 'text/plain; charset=utf-8' }: Answer,
): FastifyReply {
  return reply.code(status).headers(HEADERS).type(contentType).send(text);
}

/** What is sent back. */
interface Answer {
  readonly status?: number;
  readonly text: string;
  readonly contentType?: string;
}

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'A token is needed',
  404: 'Not found',
  413: 'Too large',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
};

/** Answers with an error's status, and nothing about its cause. */
export function refuse(reply: FastifyReply, status: number): FastifyReply {
  return answer(reply, { status, text: `${REFUSALS[status] ?? 'Bad request'}\n` });
}
