import type { Conflict } from '../plan.ts';
import type { Problem, Skipped } from '../problem.ts';

/** What `validate` found. */
export interface Validation {
  /** Files with a matching name that were read. */
  readonly files: number;
  readonly entries: number;
  /** Documents that are not ours. */
  readonly foreign: number;
  readonly problems: readonly Problem[];
  readonly conflicts: readonly Conflict[];
  readonly warnings: readonly Problem[];
  readonly skipped: readonly Skipped[];
}
