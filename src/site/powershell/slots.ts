// So many engines and no more, however much is asked at once: each is started when it is first needed, and kept.
import type { Failure } from '../../model/failure.ts';
import { siteFailure } from '../site-error.ts';

/** Something that stays open, and is used by one at a time. */
export interface OpenThing {
  /** False where it must not be used again. */
  readonly usable: boolean;
  end(): Promise<void>;
}

/** What slots are made with. */
interface SlotOptions<Thing extends OpenThing> {
  /** What they belong to, for messages. */
  readonly name: string;
  readonly count: number;
  open(signal: AbortSignal | undefined): Promise<Thing>;
}

/** A limited number of things that are opened on demand. */
export class Slots<Thing extends OpenThing> {
  readonly #options: SlotOptions<Thing>;
  readonly #idle: Thing[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #working = new Set<Promise<unknown>>();
  #free: number;
  #closed = false;

  constructor(options: SlotOptions<Thing>) {
    this.#options = options;
    this.#free = options.count;
  }

  /**
   * Waits for a slot, opens what belongs in it where it is empty, and works with it. Throws what `open` and `work` do, the
   * signal's own reason where that is aborted before, and a Failure (`wait`) once they are closed.
   */
  async use<Result>(work: (thing: Thing) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    await this.#enter(signal);
    const working = this.#work(work, signal).finally(() => this.#leave());
    this.#track(working);
    return working;
  }

  /** Waits for what is under way, and ends everything. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of [...this.#waiting]) wake();
    while (this.#working.size > 0) await Promise.all(this.#working);
    await Promise.all(this.#idle.splice(0).map((thing) => thing.end()));
  }

  async #work<Result>(work: (thing: Thing) => Promise<Result>, signal: AbortSignal | undefined) {
    if (this.#closed) throw this.#refusal();
    const thing = (await this.#takeIdle()) ?? (await this.#options.open(signal));
    try {
      return await work(thing);
    } finally {
      if (thing.usable) this.#idle.push(thing);
      else this.#track(thing.end());
    }
  }

  /** The one that was used last. What became useless while it was idle is ended. */
  async #takeIdle(): Promise<Thing | undefined> {
    // That one died is told by an event, which may be waiting to be heard.
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      const thing = this.#idle.pop();
      if (thing === undefined || thing.usable) return thing;
      this.#track(thing.end());
    }
  }

  /** Has it waited for when everything is closed. */
  #track(work: Promise<unknown>): void {
    const quiet = work.catch(() => undefined).finally(() => this.#working.delete(quiet));
    this.#working.add(quiet);
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.delete(wake);
        reject(signal?.reason);
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  #refusal(): Failure {
    return siteFailure('notSent', {
      where: this.#options.name,
      detail: 'it was closed',
      consequence: 'wait',
    });
  }

  /** The slot goes to whoever has waited longest. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next) next();
    else this.#free += 1;
  }
}
