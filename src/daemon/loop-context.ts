import type { Listener } from '../model/event.ts';
import type { ReconcileSteps } from '../reconcile/steps.ts';
import type { Sleep } from './wake-signal.ts';

/** Where a loop is, for who watches that it moves. */
interface LoopProgress {
  /** One turn. The signal is aborted once the turn is given up, and a Failure (`wait`) thrown in its place. */
  turn<Result>(loop: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

/** What every loop of a daemon works with. */
export interface LoopContext {
  readonly steps: ReconcileSteps;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly sleep: Sleep;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly listen: Listener;
  readonly progress: LoopProgress;
  /** Aborted: nothing new begins. */
  readonly end: AbortSignal;
}
