// A wake-up that comes while nobody waits is kept: none is ever lost, and many are one.

/** Waits so many milliseconds, or until the signal aborts; it never rejects. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** What a wake signal goes by. */
interface WakeSignalOptions {
  readonly sleep: Sleep;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Aborted: it wakes for good. */
  readonly end: AbortSignal;
}

/** The clock may be set, and it runs on while the machine sleeps and no timer does: so it is looked at this often. */
const LOOKED_AT_EVERY = 60_000;

/** Wakes one loop. */
export class WakeSignal<Why extends string> {
  readonly #options: WakeSignalOptions;
  readonly #raised = new Set<Why>();
  #ignored: Why | undefined;
  #awake = new AbortController();

  constructor(options: WakeSignalOptions) {
    this.#options = options;
    options.end.addEventListener('abort', () => this.#awake.abort());
  }

  /** Wakes who waits, or who will wait next. */
  raise(why: Why): void {
    this.#raised.add(why);
    if (why !== this.#ignored) this.#awake.abort();
  }

  /**
   * Waits until it is raised, the time is up (undefined), or everything ends. null: no time ends it. What is raised, before
   * or meanwhile, for the `ignored` reason ends no wait and is forgotten.
   */
  async wait(milliseconds: number | null, ignored?: Why): Promise<Why | undefined> {
    const { sleep, clock, end } = this.#options;
    this.#ignored = ignored;
    this.#awake = new AbortController();
    const { signal } = this.#awake;
    let left = Math.max(0, milliseconds ?? Number.POSITIVE_INFINITY);
    const until = clock() + left;
    let isOver = false;
    while (!isOver && !end.aborted && this.#findRaised() === undefined) {
      const part = Math.min(left, LOOKED_AT_EVERY);
      await sleep(part, signal);
      left -= part;
      isOver = left <= 0 || clock() >= until;
    }
    const raised = this.#findRaised();
    this.#raised.clear();
    return raised;
  }

  #findRaised(): Why | undefined {
    return this.#raised.values().find((why) => why !== this.#ignored);
  }
}
