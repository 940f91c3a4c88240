// A clock that was ahead for an hour leaves times of another year in the ledger: nothing may wait for these.

/** By so much two clocks, or one that was set, may differ, in milliseconds: a time up to here is not yet of the future. */
const CLOCKS_DIFFER_BY = 5 * 60_000;

/**
 * When a pause after a recorded time is over, in milliseconds since 1970. Where that time lies in the future nobody knows
 * how much of the pause has passed: it is over now.
 */
export function dueAfter(recorded: number, pause: number, now: number): number {
  return recorded - now > CLOCKS_DIFFER_BY ? now : recorded + pause;
}
