import { type Failure, messageOf } from '../../model/failure.ts';
import { hiderOf } from '../../model/secrets/hide.ts';
import type { HostErrorName } from '../errors.ts';
import { hostFailure } from '../failure.ts';
import { type Ask, type HostExchange, isCertificateError } from './exchange.ts';
import { isLimit } from './hints.ts';
import { parseJson } from './json.ts';

/** What to do on this host, where its error pages are too general: the setting and its place. */
export interface Advice {
  readonly unauthorized: string;
  readonly forbidden: string;
  readonly notFound: string;
}

interface Place {
  readonly name: string;
  readonly url: string;
}

interface Around extends Place {
  readonly token: string;
  readonly advice: Advice;
  /** Milliseconds until it would be sent again; null where that is of no use. */
  readonly wait: number | null;
}

/** The Failure of a request that came to no answer that can be used. */
export function failureOf(result: HostExchange, what: Ask, around: Around): Failure {
  const hide = hiderOf([around.token]);
  const unclear = what.repeatable === false && mayHaveBeenDone(result);
  return hostFailure(nameOf(result), {
    where: whereOf(what, around),
    detail: detailOf(result, { hide, wait: around.wait }),
    remedy: adviceFor(result, around.advice),
    consequence: unclear ? 'retry' : 'stop',
    // The cause of a lost connection names the address, and never a header.
    cause: result.kind === 'answered' ? undefined : result.error,
  });
}

/** The host and the request, for messages. */
export function whereOf({ method, path }: Ask, { name, url }: Place): string {
  return `${name}, ${method} ${url}${path.split('?')[0]}`;
}

function mayHaveBeenDone(result: HostExchange): boolean {
  return result.kind === 'lost' || (result.kind === 'answered' && result.status >= 500);
}

function nameOf(result: HostExchange): HostErrorName {
  if (result.kind === 'notSent') {
    return isCertificateError(result.error) ? 'certificateRefused' : 'notReachable';
  }
  if (result.kind === 'lost') return isTooLarge(result.error) ? 'unreadable' : 'noAnswer';
  if (isLimit(result)) return 'limited';
  return nameOfStatus(result.status);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

function nameOfStatus(status: number): HostErrorName {
  // Azure DevOps answers a token that it does not know with its sign-in page.
  if (status === 401 || status === 203) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status >= 500) return 'failing';
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}

function adviceFor(result: HostExchange, advice: Advice): string | undefined {
  const name = nameOf(result);
  return name === 'unauthorized' || name === 'forbidden' || name === 'notFound' ? advice[name] : undefined;
}

const LONGEST_QUOTE = 300;

interface Quoting {
  readonly hide: (text: string) => string;
  readonly wait: number | null;
}

function detailOf(result: HostExchange, { hide, wait }: Quoting): string {
  if (result.kind !== 'answered') return hide(messageOf(result.error)) || 'no reason was given';
  const asks = wait !== null && isLimit(result);
  const asked = asks ? `, which asks to wait for ${Math.ceil(wait / 1000)} s` : '';
  const said = findMessage(parseJson(result.text));
  // First hidden, then cut: half a token is found by nobody.
  const quote = said === undefined ? '' : `, "${hide(said).slice(0, LONGEST_QUOTE)}"`;
  return `HTTP ${result.status}${quote}${asked}`;
}

/** What a host says of an error: `message` on all three, `error_description` or `error` on GitLab's OAuth side. */
function findMessage(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  for (const key of ['message', 'error_description', 'error'] as const) {
    const said = (body as Readonly<Record<string, unknown>>)[key];
    if (said !== undefined) return typeof said === 'string' ? said : JSON.stringify(said);
  }
  return undefined;
}
