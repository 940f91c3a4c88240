// The table of the contract's section 2, row by row: what is due, before any guard is asked.
import type { Attempt } from '../model/attempt.ts';
import type { Digest } from '../model/digest.ts';
import { dueAfter } from '../model/units/due-after.ts';
import { pauseAfter } from '../model/units/pace.ts';
import type { Subject } from './input.ts';
import type { RetrySettings } from './settings.ts';

/** Why something is due. */
export type DueCause = 'new' | 'changed' | 'retry';

/** What the ledger alone says of an entry. */
export type Decision =
  | { readonly kind: 'none'; readonly cause: 'unchanged' | 'sentBefore' | 'renamed' }
  | { readonly kind: 'forget' }
  | {
      readonly kind: 'hold';
      readonly by: 'inFlight' | 'unknownOutcome' | 'failed' | 'backoff';
      readonly cause: DueCause;
      readonly attempt: Attempt;
      readonly until: number | null;
    }
  | { readonly kind: 'due'; readonly cause: DueCause };

/** The moment, the writer that is alive, and when a rejection is tried again. */
export interface Circumstances {
  readonly now: number;
  readonly writer: number | null;
  readonly retry: RetrySettings;
}

/** True for a call that is on its way: its intent is open and its writer lives. */
export function isInFlight(attempt: Attempt, writer: number | null): boolean {
  return attempt.outcome === 'open' && attempt.writer === writer;
}

/** True where the site may have it: the outcome is unknown, or the writer died over it. */
export function isUnknown(attempt: Attempt, writer: number | null): boolean {
  return attempt.outcome === 'unknown' || (attempt.outcome === 'open' && attempt.writer !== writer);
}

/** True where the site took it, or somebody said that it has it. */
export function isApplied({ outcome }: Attempt): boolean {
  return outcome === 'accepted' || outcome === 'adopted';
}

/** The newest attempt that the site took or may have taken: what an entry is thought to be at. One in flight is none yet. */
export function findNewest(attempts: readonly Attempt[], writer: number | null): Attempt | undefined {
  return attempts.findLast((attempt) => isApplied(attempt) || isUnknown(attempt, writer));
}

/** What becomes of a subject, decided by the first row that fits. `digest` is undefined where nothing declares it. */
export function decide(subject: Subject, digest: Digest | undefined, circumstances: Circumstances): Decision {
  const { attempts } = subject;
  const { writer } = circumstances;
  const inFlight = attempts.find((attempt) => isInFlight(attempt, writer));
  if (inFlight) return held('inFlight', inFlight);
  if (digest === undefined) return { kind: 'forget' };

  const same = attempts.filter((attempt) => attempt.digest === digest);
  const unknown = same.find((attempt) => isUnknown(attempt, writer));
  if (unknown) return held('unknownOutcome', unknown);
  const newest = findNewest(attempts, writer);
  if (same.some(isApplied)) {
    return { kind: 'none', cause: newest?.digest === digest ? 'unchanged' : 'sentBefore' };
  }
  const rejected = same.at(-1);
  if (rejected) return afterRejection(same, rejected, circumstances);
  return { kind: 'due', cause: newest ? 'changed' : 'new' };
}

function held(by: 'inFlight' | 'unknownOutcome' | 'failed', attempt: Attempt): Decision {
  return { kind: 'hold', by, cause: causeOf(attempt), attempt, until: null };
}

function causeOf(attempt: Attempt): DueCause {
  return attempt.cause === 'adopted' ? 'new' : attempt.cause;
}

function afterRejection(same: readonly Attempt[], last: Attempt, { now, retry }: Circumstances): Decision {
  const counted = same.filter((attempt) => attempt.counts).length;
  if (last.finality === 'permanent' || counted > retry.limit) return held('failed', last);
  const pause = pauseAfter(counted, retry.backoff);
  const until = last.counts ? dueAfter(last.finishedAt ?? last.startedAt, pause, now) : 0;
  if (now < until) return { kind: 'hold', by: 'backoff', cause: 'retry', attempt: last, until };
  return { kind: 'due', cause: 'retry' };
}
