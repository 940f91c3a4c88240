// What one reading of a repository may cost: a tree that holds itself ten times over has more rows than anybody waits for.
import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';

/** The most that one git may write, and the longest that is waited for it in all. */
export interface GitBudget {
  readonly bytes: number;
  /** Milliseconds; the reader's own time does not count. */
  readonly time: number;
}

/** A million files with long paths take a tenth of it. */
export const BUDGET: GitBudget = { bytes: 2 * 1024 ** 3, time: 1_800_000 };

/** The Failure of a git that was stopped at its budget. */
export function overBudget(doing: string, what: string): Failure {
  return new Failure(
    SOURCE_ERRORS.gitOverBudget,
    `git was stopped: ${what} when ${doing}; look at the newest commits, or set path of the source`,
  );
}
