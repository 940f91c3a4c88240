import type { Entry, EntryKey } from '../entry.ts';
import type { Hold } from '../hold.ts';

/** Whether what is declared was called. */
export type Sync = 'Synced' | 'OutOfSync' | 'Held' | 'Failed' | 'Unknown';
/** Whether the content arrived, from the site's distribution status. Never merged with {@link Sync}. */
export type Health = 'Healthy' | 'Progressing' | 'Degraded' | 'Unknown';

/** How far one distribution point is with the content of one call. */
export interface PointHealth {
  readonly name: string;
  /** `unknown`: nothing newer than the call was said yet. */
  readonly state: 'success' | 'inProgress' | 'failed' | 'unknown';
  readonly messageId: number | null;
  /** What the message id means; null where it says nothing. */
  readonly message: string | null;
  /** When it said so, in milliseconds since 1970; null where it said nothing. */
  readonly at: number | null;
}

/** How many distribution points have the content, and each of them. */
export interface Distribution {
  readonly success: number;
  readonly inProgress: number;
  readonly failed: number;
  readonly unknown: number;
  readonly points: readonly {
    readonly name: string;
    readonly state: string;
    readonly message: string | null;
  }[];
}

/** One entry as the ledger knows it. Times are milliseconds since 1970. */
export interface EntryStatus {
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly sync: Sync;
  readonly health: Health;
  readonly revision: string | null;
  readonly appliedRevision: string | null;
  readonly appliedCommit: string | null;
  readonly appliedAt: number | null;
  readonly message: string;
  readonly held: Hold | null;
  readonly distribution: Distribution | null;
}
