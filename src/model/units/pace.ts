/** How a pause grows: long after failures, so that a dead end is not asked to death. Milliseconds. */
export interface Pace {
  readonly initial: number;
  readonly factor: number;
  readonly max: number;
}

/** The pause after the n-th failure in a row. */
export function pauseAfter(failures: number, { initial, factor, max }: Pace): number {
  return Math.min(max, initial * factor ** Math.min(failures - 1, 64));
}
