import type { FindToken } from '../../model/config/token.ts';
import type { AdminServiceSettings, SiteSettings } from '../settings.ts';
import { makeSiteClock } from './clock.ts';
import { Connections } from './connections.ts';
import type { HttpExchange } from './exchange.ts';
import { hideToken } from './hide-token.ts';
import { makeTokenSource } from './token.ts';
import { trustAlso } from './trust.ts';

/** What a connection to a site is opened with. */
export interface SessionOptions {
  readonly settings: SiteSettings & { readonly provider: AdminServiceSettings };
  readonly findToken: FindToken;
  /** Milliseconds since 1970, on the ledger's clock. */
  readonly clock: () => number;
}

/** The connections to one AdminService. What a request came to is a value; nothing is ever sent twice. */
export interface Session {
  /** The site's code and url, for messages. */
  readonly name: string;
  /** The `url` of the config, without a slash at its end. */
  readonly url: string;
  /** The site's clock less ours, in milliseconds, from the newest answer; 0 where it never told its time. */
  readonly clockOffset: number;
  /** Reads an address that begins with `url`. */
  read(address: string, signal?: AbortSignal): Promise<HttpExchange>;
  /** Calls a method, unless `deadline` has passed by the moment before the first byte leaves. */
  call(address: string, body: string, deadline: number): Promise<HttpExchange>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

const LARGEST_ANSWER = 64 * 1024;
const LARGEST_READ = 8 * 1024 * 1024;

/** Opens the session of a site; nothing is connected yet. Throws a Failure (`stop`) where `caFile` is of no use. */
export function openSession({ settings, findToken, clock }: SessionOptions): Session {
  const { provider, callTimeout } = settings;
  const { origin, href } = new URL(provider.url);
  const url = href.replace(/\/+$/, '');
  const trust = provider.caFile === undefined ? {} : { secureContext: trustAlso(provider.caFile) };
  const connect = (maxResponseSize: number) =>
    new Connections({
      origin,
      clock,
      client: {
        maxResponseSize,
        // One call at a time on a connection, so that a broken one leaves one outcome unknown and no more.
        allowH2: false,
        connect: { rejectUnauthorized: true, timeout: callTimeout, ...trust },
        // The time limit of the whole request covers these, and is exact.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
    });
  const calls = connect(LARGEST_ANSWER);
  const reads = connect(LARGEST_READ);
  const tokens = makeTokenSource(provider.auth, findToken, clock);
  const siteClock = makeSiteClock();

  async function send(by: Connections, request: Request): Promise<HttpExchange> {
    let token: string | undefined;
    try {
      token = await tokens.read();
    } catch (error) {
      return { kind: 'notSent', error };
    }
    let sent = clock();
    const result = await by.send({
      ...request,
      path: pathOf(request.address),
      headers: headersWith(token),
      signal: limit(callTimeout, request.signal),
      mayLeave() {
        sent = clock();
        return request.mayLeave(sent);
      },
      headed(status, date) {
        // Whatever stands before the site answers errors with a clock of its own.
        if (status >= 200 && status < 300) siteClock.note(date, (sent + clock()) / 2);
      },
    });
    if (result.kind !== 'answered') return result;
    if (result.status === 401) tokens.forget();
    return { ...result, text: hideToken(token, result) };
  }

  return {
    name: `Site ${settings.code} at ${url}`,
    url,
    get clockOffset() {
      return siteClock.offset;
    },
    read: (address, signal) => send(reads, { method: 'GET', address, signal, mayLeave: () => true }),
    call: (address, body, deadline) =>
      send(calls, { method: 'POST', address, body, mayLeave: (now) => now <= deadline }),
    close: async () => {
      await Promise.all([calls.close(), reads.close()]);
    },
  };
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly address: string;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  readonly mayLeave: (now: number) => boolean;
}

function limit(milliseconds: number, signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function headersWith(token: string | undefined): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
