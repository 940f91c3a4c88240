import type { Digest } from './digest.ts';
import type { Entry, EntryKey } from './entry.ts';
import type { Hold } from './hold.ts';
import type { Origin, Place } from './origin.ts';
import type { Problem, Skipped } from './problem.ts';

export type Action = 'redistribute' | 'hold' | 'none' | 'forget';
export type Cause = 'new' | 'changed' | 'retry' | 'removed' | 'sentBefore' | 'renamed' | 'unchanged';

/** What happens to one entry now, and why. */
export interface PlannedEntry {
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly source: string;
  readonly packageName: string | null;
  readonly action: Action;
  readonly cause: Cause;
  /** The run in which this digest became due; null where nothing of it is due. */
  readonly run: string | null;
  readonly revision: { readonly from: string | null; readonly to: string | null };
  /** null: gone, or declared with different digests. */
  readonly digest: Digest | null;
  readonly reason: string | null;
  readonly wave: number;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly declaredAt: readonly (Origin & { readonly author: string })[];
  readonly held: Hold | null;
  /** The first and the last moment at which its call may leave, windows aside; null: there is none. */
  readonly leaves: { readonly from: number | null; readonly until: number | null };
  readonly cost: { readonly bytes: number; readonly distributionPoints: number } | null;
}

/** The same entry declared more than once. */
export interface Conflict {
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly declaredAt: readonly Place[];
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  /** The entry it speaks of, as `SITE/PACKAGE/GROUP`, or null. */
  readonly entry: string | null;
}

/** One source in a plan. */
export interface PlannedSource {
  readonly name: string;
  /** The head that was planned. */
  readonly commit: string;
  /** The commit whose tree the ledger has, null on a first pass; in a comparison, where the two histories part. */
  readonly base: string | null;
  /** The run that this pass would record; null where nothing became due. */
  readonly run: string | null;
}

export interface PlanSummary {
  readonly redistribute: number;
  readonly hold: number;
  readonly none: number;
  readonly forget: number;
  readonly conflict: number;
  readonly problems: number;
  /** null: not known. */
  readonly bytes: number | null;
}

/** What a plan compares, where it says what a merge would change, and what it takes for sent. */
export interface Comparison {
  /** The work tree is compared with the base, and not the head. */
  readonly worktree: boolean;
  /**
   * What stands for what was sent: the ledger, a facts file that was exported from it, or, where nothing is known, what
   * the base declares. Without the first two nothing is known of the sites.
   */
  readonly basis: 'ledger' | 'facts' | 'base';
  /** When the facts were exported, and how old they are, in milliseconds; null where there are none. */
  readonly facts: { readonly exportedAt: number; readonly age: number } | null;
}

/** What would be called now, and why the rest is not. */
export interface Plan {
  /** Set where two revisions of a checkout are compared; null where a source is planned by its record. */
  readonly comparison: Comparison | null;
  readonly sources: readonly PlannedSource[];
  /** Everything that a pass looked at; `none` ones included where it did. */
  readonly entries: readonly PlannedEntry[];
  readonly problems: readonly Problem[];
  readonly conflicts: readonly Conflict[];
  readonly warnings: readonly Warning[];
  readonly skipped: readonly Skipped[];
  readonly summary: PlanSummary;
}

/** True where there is nothing to do: nothing to call, to forget, or held otherwise than by suspension. */
export function isEmpty({ entries }: Plan): boolean {
  return entries.every(({ action, held }) => action === 'none' || held?.by === 'suspended');
}
