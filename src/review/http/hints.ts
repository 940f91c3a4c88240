// A host that is asked again too soon locks the token out for longer: its own hints say when.
import { type Pace, pauseAfter } from '../../model/units/pace.ts';
import { type HostExchange, isCertificateError } from './exchange.ts';

type Answered = Extract<HostExchange, { readonly kind: 'answered' }>;

/** What the next wait depends on. */
export interface Turn {
  /** How often it was tried before. */
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Doing it twice is as good as once. */
  readonly repeatable: boolean;
}

/** Without a hint: after 1, 2, 4, 8 and 16 seconds. */
const PACE: Pace = { initial: 1000, factor: 2, max: 16_000 };
const MOST_TRIES = 5;
/** GitHub's "Rate limits for the REST API": a secondary limit without a hint is to be left alone for a minute. */
const SECONDARY_LIMIT = 60_000;

/** Milliseconds until the request may be sent again; null where that is of no use, or not safe. */
export function findWait(result: HostExchange, turn: Turn): number | null {
  if (result.kind === 'notSent') return isCertificateError(result.error) ? null : backOff(turn);
  if (result.kind === 'lost') return turn.repeatable ? backOff(turn) : null;
  if (isLimit(result)) return findHint(result, turn.now) ?? ownLimit(result, turn);
  if (result.status === 503) return findHint(result, turn.now) ?? backOff(turn);
  const failing = result.status >= 500 || result.status === 408;
  return failing && turn.repeatable ? (findHint(result, turn.now) ?? backOff(turn)) : null;
}

/** Whether the host says that it was asked too often; then nothing of the request was done. */
export function isLimit({ status, headers, text }: Answered): boolean {
  if (status === 429) return true;
  // GitHub says 403 as well, with one of these.
  const spent = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  return status === 403 && (spent || /secondary rate limit/i.test(text));
}

function ownLimit({ text }: Answered, turn: Turn): number | null {
  return /secondary rate limit/i.test(text) ? SECONDARY_LIMIT : backOff(turn);
}

function backOff({ tries }: Turn): number | null {
  return tries < MOST_TRIES ? pauseAfter(tries + 1, PACE) : null;
}

/** What `Retry-After` says, in seconds or as a date; else when the limit of GitHub or GitLab begins anew. */
function findHint({ headers }: Answered, now: number): number | undefined {
  const after = headers['retry-after'];
  if (after !== undefined && /^\d{1,9}$/.test(after)) return Number(after) * 1000;
  if (after !== undefined && !Number.isNaN(Date.parse(after))) return Math.max(0, Date.parse(after) - now);
  for (const prefix of ['x-ratelimit', 'ratelimit']) {
    const reset = headers[`${prefix}-reset`] ?? '';
    const spent = headers[`${prefix}-remaining`] === '0';
    if (spent && /^\d{1,12}$/.test(reset)) return Math.max(0, Number(reset) * 1000 - now);
  }
  return undefined;
}
