/** A loop that is at work and did not move. */
export interface Stuck {
  readonly loop: string;
  /** Milliseconds without a move. */
  readonly sinceMs: number;
}

/**
 * Which loops are at work, and for how long without a move. Time passes only from one `findStuck` to the next, and no
 * more than a tenth of the limit at once: while the machine slept nobody could move.
 */
export class Progress {
  readonly #idle = new Map<string, number>();
  #asked: number | undefined;

  /** A loop begins a turn. */
  entered(loop: string): void {
    this.#idle.set(loop, 0);
  }

  /** A loop came further in its turn; one that is in none is passed over. */
  moved(loop: string): void {
    if (this.#idle.has(loop)) this.#idle.set(loop, 0);
  }

  /** A loop's turn ended; it may wait for as long as it likes. */
  left(loop: string): void {
    this.#idle.delete(loop);
  }

  /** The loop that did not move for the longest time, where that is `limit` or more; both in milliseconds. Ask often. */
  findStuck(now: number, limit: number): Stuck | undefined {
    const passed = Math.max(0, Math.min(now - (this.#asked ?? now), limit / 10));
    this.#asked = now;
    for (const [loop, idle] of this.#idle) this.#idle.set(loop, idle + passed);
    const [longest] = [...this.#idle].sort(([, one], [, other]) => other - one);
    return longest && longest[1] >= limit ? { loop: longest[0], sinceMs: longest[1] } : undefined;
  }
}
