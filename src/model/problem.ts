import type { Place, Position } from './origin.ts';

/**
 * A mistake of people in a text: a value, never thrown. `message` is one sentence that says what is wrong and
 * what to do; `code` (DPS1xxx) stays the same for ever.
 */
export interface TextProblem extends Position {
  readonly code: string;
  readonly message: string;
}

/** A problem, and the file that has it. */
export type Problem = TextProblem & Place;

/** A file with a matching name that is not read: a symbolic link, a submodule. */
export interface Skipped {
  readonly source: string;
  readonly file: string;
  readonly reason: string;
}
