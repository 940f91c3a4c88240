import type { Planning } from './sent-record.ts';

/** Without a config nobody knows what the operator lets through: only what is declared holds anything. */
export function planningWithoutConfig(now: number): Planning {
  const never = Number.POSITIVE_INFINITY;
  return {
    now,
    guards: { firstRun: 'apply', maxCallsPerRun: never, maxFailures: never, maxAge: never, runningFor: 0 },
    // The standard, by which a call counts as failed once its retries are used up.
    retry: { limit: 5, backoff: { initial: 30_000, factor: 2, max: 1_800_000 } },
    waves: { gate: 'accepted', tolerance: 0, timeout: never },
    reason: null,
  };
}
