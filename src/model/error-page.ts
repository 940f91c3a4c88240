import type { FailureKind } from './failure.ts';

/**
 * What an error means for the call that ended with it. `permanent` and `transient`: rejected, surely not done. `unknown`:
 * the site may or may not have it. `readOnly`: comes before a call or from a read, so no call ends with it. `warning`:
 * holds nothing back.
 */
export type ErrorVerdict = 'permanent' | 'transient' | 'unknown' | 'readOnly' | 'warning';

/** What `explain CODE` shows of a fault of the world. `title` is one sentence without its full stop; a code keeps its meaning for ever. */
export interface FaultPage extends FailureKind {
  readonly title: string;
  /** What it means here. */
  readonly meaning: string;
  /** What to do. */
  readonly remedy: string;
}

/** The page of an error that speaks of calls. */
export interface ErrorPage extends FaultPage {
  readonly code: `DPS2${number}`;
  readonly verdict: ErrorVerdict;
}
