// Whether a request may have been taken decides between "send it again" and "look first": a comment is not to be there twice.
import type { Dispatcher } from 'undici';

/** What one HTTP request came to. */
export type HostExchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
    }
  /** It never left: no name, no connection, no TLS. */
  | { readonly kind: 'notSent'; readonly error: unknown }
  /** It may have left, and no whole answer came. */
  | { readonly kind: 'lost'; readonly error: unknown };

/** What is asked of an API. */
export interface Ask {
  readonly method: Request['method'];
  /** Below the address of the API, with its query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** False: doing it twice would make two of it. */
  readonly repeatable?: false;
  /** Statuses from 300 on that are an answer too. */
  readonly accept?: readonly number[];
}

/** One HTTP request. */
interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds from the first byte to the last one of the answer. */
  readonly timeout: number;
  /** Aborted: the answer is not waited for any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends one request, once, follows no redirect, and waits for the whole answer. Never throws. */
export async function exchange(dispatcher: Dispatcher, request: Request): Promise<HostExchange> {
  const { request: send } = await import('undici');
  const { method, url, headers, body, timeout, signal } = request;
  try {
    const answer = await send(url, {
      dispatcher,
      method,
      headers: { ...headers },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]),
    });
    const text = await answer.body.text();
    return { kind: 'answered', status: answer.statusCode, headers: singles(answer.headers), text };
  } catch (error) {
    return { kind: isUnsent(error) ? 'notSent' : 'lost', error };
  }
}

function singles(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const pairs = Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(pairs);
}

const UNSENT =
  /^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT|UND_ERR_PRX|UND_ERR_INVALID)/;

function isUnsent(error: unknown): boolean {
  return isCertificateError(error) || UNSENT.test(codeOf(error));
}

/** Whether the other side's certificate was not trusted. */
export function isCertificateError(error: unknown): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS_|ERR_SSL_/.test(codeOf(error));
}

/** The system's or undici's name of an error, its cause's where it has none; empty where nobody gave one. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error) return String(error.code);
  return codeOf(error.cause);
}
