// Metrics name sites and sources, and faults name hosts: off loopback they are for those who show a token.
import type { FastifyRequest } from 'fastify';
import { findListenAddress } from './listen-address.ts';
import { isSameSecret } from './same-secret.ts';

/** Who may read what is not for everybody; `challenge` where a token would help. */
type ReaderCheck = (request: FastifyRequest) => 'allowed' | 'challenge' | 'hidden';

/** What a route needs to answer readers: who they may be, and how many milliseconds it may look for the answer. */
export interface Reading {
  readonly mayRead: ReaderCheck;
  readonly handlerTimeout: number;
}

/** Checks the bearer token where one is configured; without one, all who reach a loopback address by its own name may read. */
export function readerCheck({ loopback, findToken }: ReaderOptions): ReaderCheck {
  return ({ headers }) => {
    if (!findToken) return loopback && namesLoopback(headers.host) ? 'allowed' : 'hidden';
    const [, shown = ''] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
    const token = findToken() ?? '';
    return isSameSecret(shown, token) && token !== '' ? 'allowed' : 'challenge';
  };
}

/** A page in a browser may have its own name lead here (DNS rebinding), but the browser says that name; a proxy says its own. */
function namesLoopback(host: string | undefined): boolean {
  if (host === undefined) return true;
  const place = /:\d+$/.test(host) ? host : `${host}:80`;
  return findListenAddress(place.toLowerCase())?.loopback === true;
}

interface ReaderOptions {
  /** Whether only this machine reaches the server. */
  readonly loopback: boolean;
  readonly findToken: (() => string | undefined) | undefined;
}
