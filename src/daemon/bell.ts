// A wake-up that comes while nobody waits is kept: none is ever lost, and many are one.

/** Waits so many milliseconds, or until the signal aborts; it never rejects. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** What a bell goes by. */
export interface BellOptions {
  readonly sleep: Sleep;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Aborted: it wakes for good. */
  readonly end: AbortSignal;
}

/** The clock may be set, and it runs on while the machine sleeps and no timer does: so it is looked at this often. */
const LOOKED_AT_EVERY = 60_000;

/** Wakes one loop. */
export class Bell<Why extends string> {
  readonly #options: BellOptions;
  readonly #rung = new Set<Why>();
  #deafTo: Why | undefined;
  #awake = new AbortController();

  constructor(options: BellOptions) {
    this.#options = options;
    options.end.addEventListener('abort', () => this.#awake.abort());
  }

  /** Wakes who waits, or who will wait next. */
  ring(why: Why): void {
    this.#rung.add(why);
    if (why !== this.#deafTo) this.#awake.abort();
  }

  /**
   * Waits until it rings, the time is up (undefined), or everything ends. null: no time ends it. What rings, or has rung,
   * for `deafTo` ends no wait and is forgotten.
   */
  async wait(milliseconds: number | null, deafTo?: Why): Promise<Why | undefined> {
    const { sleep, clock, end } = this.#options;
    this.#deafTo = deafTo;
    this.#awake = new AbortController();
    const { signal } = this.#awake;
    let left = Math.max(0, milliseconds ?? Number.POSITIVE_INFINITY);
    const until = clock() + left;
    let isOver = false;
    while (!isOver && !end.aborted && this.#findHeard() === undefined) {
      const part = Math.min(left, LOOKED_AT_EVERY);
      await sleep(part, signal);
      left -= part;
      isOver = left <= 0 || clock() >= until;
    }
    const heard = this.#findHeard();
    this.#rung.clear();
    return heard;
  }

  #findHeard(): Why | undefined {
    return this.#rung.values().find((why) => why !== this.#deafTo);
  }
}
