import type { Attempt } from '../attempt.ts';

/** Something that an operator said, kept for ever. */
export interface OperatorCommand {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `user@host`. */
  readonly actor: string;
  readonly command:
    | 'adopt'
    | 'firstRun'
    | 'resolve'
    | 'approve'
    | 'quarantine'
    | 'retry'
    | 'suspend'
    | 'resume'
    | 'waiveWave'
    | 'reconcile'
    | 'breakGlass';
  /** What it speaks of: a source, a run, an entry, a selector. */
  readonly target: string;
  readonly reason: string | null;
  /** What an approval came to when it was shown; left out for every other command. */
  readonly approval?: ApprovedSum;
}

/** What was approved: entries, deliveries (one for each entry and distribution point) and bytes; null where nobody knew. */
export interface ApprovedSum {
  readonly entries: number;
  readonly deliveries: number | null;
  readonly bytes: number | null;
}

/** What was done and what was said, newest first. */
export interface History {
  readonly attempts: readonly Attempt[];
  readonly commands: readonly OperatorCommand[];
}
