// How long a loop waits: long after failures, so that a dead end is not asked to death, and at once short after a success.

/** How a pause grows. Milliseconds. */
export interface Pace {
  readonly initial: number;
  readonly factor: number;
  readonly max: number;
}

/** The pause after the n-th failure in a row. */
export function pauseAfter(failures: number, { initial, factor, max }: Pace): number {
  return Math.min(max, initial * factor ** Math.min(failures - 1, 64));
}

/** A tenth longer or shorter by chance (0 to 1), so that many daemons do not ask one server in the same moment. */
export function withJitter(milliseconds: number, chance: number): number {
  return Math.round(milliseconds * (0.9 + 0.2 * chance));
}
