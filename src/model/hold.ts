import type { Remedy } from './remedy.ts';

/** Everything that can keep an entry from being called, under the names that scripts rely on. */
export const HELD_BY = [
  'inFlight',
  'unknownOutcome',
  'failed',
  'backoff',
  'conflict',
  'problem',
  'firstRun',
  'suspended',
  'unverified',
  'policy',
  'validity',
  'window',
  'stale',
  'budget',
  'wave',
  'site',
  'preflight',
] as const;

export type HeldBy = (typeof HELD_BY)[number];

/** Why an entry is not called although it is due. Times are milliseconds since 1970. */
export interface Hold {
  readonly by: HeldBy;
  /** The error's or problem's code where there is one. */
  readonly code: string | null;
  readonly message: string;
  readonly since: number | null;
  /** When it ends by itself; null where it does not, or nobody knows when. */
  readonly until: number | null;
  readonly remedy: Remedy;
}
