import type { Digest } from './digest.ts';
import type { Entry, EntryKey } from './entry.ts';
import type { Snapshot } from './site/facts.ts';

/**
 * What became of one call. `open`: the intent is durable, nothing is known yet. `adopted`: recorded as applied
 * without a call. `unknown`: the site may or may not have it; never called again on its own.
 */
export type Outcome = 'open' | 'accepted' | 'rejected' | 'unknown' | 'adopted';

/** What a rejection means for the next try; null where there is none to speak of. */
export type Finality = 'permanent' | 'transient';

/** An error as it is recorded and shown: no secret, no control character. */
export interface RecordedError {
  readonly code: string;
  readonly message: string;
}

/** Why the outcome is what it is, where it was not the call's own answer. */
export interface Evidence {
  readonly by: 'site' | 'operator' | 'recovery';
  readonly text: string;
}

/** One row of the record: an intent, and its outcome after it. Times are milliseconds since 1970. */
export interface Attempt {
  readonly id: number;
  readonly run: string;
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly digest: Digest;
  readonly revision: string;
  /** Braced GUID that the call was addressed to; null for an adopted one. */
  readonly groupId: string | null;
  /** The last commit that changed the declaring file, and its author. */
  readonly commit: string;
  readonly author: string;
  readonly reason: string | null;
  readonly cause: 'new' | 'changed' | 'retry' | 'adopted';
  /** The wave that it was declared in at the time. */
  readonly wave: number;
  /** What it sends, and to how many distribution points; null where nobody knew. */
  readonly bytes: number | null;
  readonly points: number | null;
  /** What the site showed before the call; null where it was not asked. */
  readonly snapshot: Snapshot | null;
  /** Who ran it: `user@host`. */
  readonly actor: string;
  /** The number of the writer that holds or held the lock. */
  readonly writer: number;
  readonly startedAt: number;
  /** Past this the sender drops the call. */
  readonly deadline: number;
  readonly finishedAt: number | null;
  readonly outcome: Outcome;
  readonly finality: Finality | null;
  /** False for a rejection that speaks of the whole site: it uses up no retry. */
  readonly counts: boolean;
  readonly returnValue: number | null;
  readonly error: RecordedError | null;
  readonly evidence: Evidence | null;
}

/** An attempt before it is in the ledger. */
export type Intent = Omit<
  Attempt,
  'id' | 'writer' | 'finishedAt' | 'outcome' | 'finality' | 'counts' | 'returnValue' | 'error' | 'evidence'
>;

/** What is recorded once something is known of an attempt. */
export type Conclusion = Pick<
  Attempt,
  'outcome' | 'finality' | 'counts' | 'returnValue' | 'error' | 'evidence'
> & { readonly id: number; readonly finishedAt: number };
