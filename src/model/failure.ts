/** What a fault of the world means for the work: try again soon, wait until something else changes, or stop. */
export type Consequence = 'retry' | 'wait' | 'stop';

/** Which fault it is: a page of who throws it, or an earlier Failure. */
export interface FailureKind {
  readonly code: string;
  /** Left out: stop. */
  readonly consequence?: Consequence;
}

/**
 * A fault of the world: git, a disk, a site. `message` says what failed, where, and what to do, and holds no
 * secret. People's mistakes in declarations are never one of these: see {@link TextProblem}.
 */
export class Failure extends Error {
  readonly code: string;
  readonly consequence: Consequence;

  constructor({ code, consequence = 'stop' }: FailureKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.code = code;
    this.consequence = consequence;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
