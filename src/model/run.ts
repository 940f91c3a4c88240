import { hash } from 'node:crypto';
import type { Attempt } from './attempt.ts';
import type { Digest } from './digest.ts';
import type { EntryKey } from './entry.ts';
import type { PlannedEntry } from './plan.ts';
import type { Problem } from './problem.ts';

/** Entries and digests that became due in one pass of one source. Budgets, approval and waves are per run. */
export interface Run {
  readonly id: string;
  readonly source: string;
  /** The pass's head. */
  readonly commit: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** When an operator let something of it pass the budget first; null where none did. */
  readonly approvedAt: number | null;
  /** How many calls it came to at its last pass: those that left it by a problem, a conflict or another revision go on counting. */
  readonly calls: number;
}

/** A call that the site took or may have taken. */
export interface PastCall {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** null where nobody knew. */
  readonly bytes: number | null;
}

/** The id of a run: the same source, commit and set of (entry, digest) always give the same one. */
export function runId(source: string, commit: string, due: readonly (readonly [EntryKey, Digest])[]): string {
  const pairs = due.map(([key, digest]) => `${key}\n${digest}`).sort();
  return hash('sha256', JSON.stringify(['dpsync/run/1', source, commit, pairs]), 'hex').slice(0, 12);
}

/** Entries that were due and free, and were not called: their site could not be reached, or the run was interrupted. */
export interface NotReached {
  readonly site: string;
  readonly error: { readonly code: string; readonly message: string };
  readonly entries: number;
}

/** What one pass of `apply` did. */
export interface RunReport {
  readonly runs: readonly Pick<Run, 'id' | 'source' | 'commit'>[];
  readonly startedAt: number;
  readonly finishedAt: number;
  /** The attempts of this pass, in the order of their outcomes. */
  readonly results: readonly Attempt[];
  readonly held: readonly PlannedEntry[];
  readonly problems: readonly Problem[];
  readonly notReached: readonly NotReached[];
}
