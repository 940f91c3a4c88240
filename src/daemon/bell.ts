// A wake-up that comes while nobody waits is kept: none is ever lost, and many are one.

/** Waits so many milliseconds, or until the signal aborts; it never rejects. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Longer than any timer; who sleeps so long wakes for nothing once in a while. */
const FOR_EVER = 2_147_483_647;

/** Wakes one loop. */
export class Bell<Why extends string> {
  readonly #sleep: Sleep;
  readonly #end: AbortSignal;
  #rung: Why | undefined;
  #awake = new AbortController();

  /** `end` wakes it for good. */
  constructor(sleep: Sleep, end: AbortSignal) {
    this.#sleep = sleep;
    this.#end = end;
    end.addEventListener('abort', () => this.#awake.abort());
  }

  /** Wakes who waits, or who will wait next. */
  ring(why: Why): void {
    this.#rung ??= why;
    this.#awake.abort();
  }

  /** Waits until it rings, the time is up (undefined), or everything ends. null: no time ends it. */
  async wait(milliseconds: number | null): Promise<Why | undefined> {
    if (this.#rung === undefined && !this.#end.aborted) {
      this.#awake = new AbortController();
      await this.#sleep(Math.max(0, milliseconds ?? FOR_EVER), this.#awake.signal);
    }
    const rung = this.#rung;
    this.#rung = undefined;
    return rung;
  }
}
