// A loop that waits for what never comes would stop its own source or site until somebody restarts the process.
import { Failure } from '../model/failure.ts';
import { DAEMON_ERRORS } from './errors.ts';

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
  readonly #giveUp = new Map<string, (stuck: Stuck) => void>();
  #asked: number | undefined;

  /**
   * One turn of a loop, which is watched. Throws what `work` does; and a Failure (`wait`) once the turn was given up: its
   * signal is aborted, and whatever comes of it is passed over.
   */
  async turn<Result>(loop: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const cut = new AbortController();
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    this.#giveUp.set(loop, (stuck) => {
      const failure = stuckLoop(stuck);
      reject(failure);
      cut.abort(failure);
    });
    this.entered(loop);
    try {
      return await Promise.race([work(cut.signal), givenUp]);
    } finally {
      this.left(loop);
      this.#giveUp.delete(loop);
    }
  }

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

  /** Gives up the turn of a loop that did not move for so long, and names it; it alone begins again. Ask often. */
  endStuck(now: number, limit: number): Stuck | undefined {
    const stuck = this.findStuck(now, limit);
    if (stuck) {
      this.left(stuck.loop);
      this.#giveUp.get(stuck.loop)?.(stuck);
    }
    return stuck;
  }
}

function stuckLoop({ loop, sinceMs }: Stuck): Failure {
  const { code } = DAEMON_ERRORS.stuckLoop;
  const message = `the loop ${loop} did not move for ${Math.round(sinceMs / 1000)} s and begins again; look at what it is named after`;
  return new Failure({ code, consequence: 'wait' }, message);
}
