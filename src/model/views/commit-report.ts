// What people are told of a commit after its merge: what became of everything that became due with it.
import type { Entry } from '../entry.ts';
import type { HeldBy } from '../hold.ts';
import type { Remedy } from '../remedy.ts';

/** `failure`: somebody has to look at it. `pending`: nobody has to, and something is still to come. */
export type CommitState = 'pending' | 'success' | 'failure';

/** How many entries of the commit there are of each kind; an entry is of one kind. */
export interface CommitCalls {
  /** Not called yet; `held` of them are kept from it, other than by suspension. */
  readonly due: number;
  readonly held: number;
  readonly suspended: number;
  readonly inFlight: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unknown: number;
  /** Recorded as applied, without a call. */
  readonly adopted: number;
}

/** Deliveries of the accepted calls: one for each entry and distribution point. */
export interface CommitDeliveries {
  readonly success: number;
  /** Still looked after. */
  readonly inProgress: number;
  readonly failed: number;
  /** Not looked after any more, and nobody knows. */
  readonly unknown: number;
}

/** What keeps entries of the commit from being called or settled, once for all that it keeps. */
export interface CommitHold {
  readonly by: HeldBy;
  readonly message: string;
  readonly remedy: Remedy;
  readonly entries: number;
  /** The first of them. */
  readonly example: Entry;
}

/** A distribution point that did not get what was sent to it. */
export interface FailedPoint {
  readonly name: string;
  /** How many deliveries failed there. */
  readonly deliveries: number;
  /** What the site says of the first; null where it says nothing. */
  readonly message: string | null;
}

/** What became of one commit of a source, as the ledger has it. */
export interface CommitReport {
  readonly source: string;
  readonly commit: string;
  readonly state: CommitState;
  readonly calls: CommitCalls;
  readonly deliveries: CommitDeliveries;
  /** Problems and conflicts in the declarations; of the newest commit alone. */
  readonly mistakes: number;
  /** The greatest first, at most 20. */
  readonly holds: readonly CommitHold[];
  /** By name, at most 50. */
  readonly failedPoints: readonly FailedPoint[];
  /** How many there are. */
  readonly failedPointsInAll: number;
}
