import type { z } from 'zod';
import { type Failure, messageOf } from '../../model/failure.ts';
import { hiderOf } from '../../model/secrets/hide.ts';
import { escapeText } from '../../report/text/layout/escape.ts';
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

/** The Failure of an answer that has not the form that was asked for: what the host says in it, or the first place where it differs. */
export function unreadable(
  what: Ask,
  { body, error }: { readonly body: unknown; readonly error: z.ZodError },
  around: Place & Pick<Around, 'token'>,
): Failure {
  const hide = hiderOf([around.token]);
  const said = body === undefined ? 'it is no JSON' : (findMessage(body) ?? placeOf(error));
  return hostFailure('unreadable', { where: whereOf(what, around), detail: quote(said, hide) });
}

function placeOf({ issues: [issue] }: z.ZodError): string {
  if (!issue) return 'it has another form';
  return `${issue.path.length === 0 ? 'the whole' : issue.path.join('.')}: ${issue.message}`;
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
const MOST_DETAILS = 10;

interface Quoting {
  readonly hide: (text: string) => string;
  readonly wait: number | null;
}

function detailOf(result: HostExchange, { hide, wait }: Quoting): string {
  if (result.kind !== 'answered') return hide(messageOf(result.error)) || 'no reason was given';
  const asks = wait !== null && isLimit(result);
  const asked = asks ? `, which asks to wait for ${Math.ceil(wait / 1000)} s` : '';
  const said = findMessage(parseJson(result.text));
  const quoted = said === undefined ? '' : `, "${quote(said, hide)}"`;
  const place = findRedirect(result);
  const elsewhere = place === undefined ? '' : `, to ${quote(place, hide)}`;
  return `HTTP ${result.status}${elsewhere}${quoted}${asked}`;
}

/** First hidden, then cut: half a token is found by nobody. What could move a terminal's cursor is written out. */
function quote(said: string, hide: (text: string) => string): string {
  return escapeText(hide(said).slice(0, LONGEST_QUOTE));
}

/** Where a redirect leads, without what may be secret in an address: who asks, and every parameter. */
function findRedirect({ status, headers }: Extract<HostExchange, { kind: 'answered' }>): string | undefined {
  const { location } = headers;
  if (location === undefined || status < 300 || status >= 400) return undefined;
  const [path = ''] = location.split(/[?#]/);
  return path.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*@/i, '$1//');
}

/**
 * What a host says of an error: `message` on all three, with GitHub's `errors` where it has some, and alone on GraphQL;
 * `error_description` or `error` on GitLab's OAuth side.
 */
function findMessage(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = body as Readonly<Record<string, unknown>>;
  const said = [fields.message, fields.error_description, fields.error].find((one) => one !== undefined);
  const details = Array.isArray(fields.errors) ? fields.errors.slice(0, MOST_DETAILS).map(textOfDetail) : [];
  const texts = [...(said === undefined ? [] : [textOf(said)]), ...details];
  return texts.length === 0 ? undefined : texts.join('; ');
}

/** One of GitHub's `errors`: a text, a message, or the field and what is wrong with it. */
function textOfDetail(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return textOf(detail);
  const { message, resource, field, code } = detail as Readonly<Record<string, unknown>>;
  const words = [resource, field, code, message].filter((word) => typeof word === 'string');
  return words.length === 0 ? textOf(detail) : words.join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
