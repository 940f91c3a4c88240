// Time that passes only where everybody waits for it: days of a daemon in seconds of a test.
import { setImmediate as turn } from 'node:timers/promises';

interface Sleeper {
  /** Counted by the time that passed, which no jump of the clock changes. */
  readonly at: number;
  readonly wake: () => void;
}

/** So many wake-ups in one moment are no work any more: somebody goes round without a pause. */
const HOT = 10_000;

/** A clock, and everyone who sleeps by it. */
export class VirtualTime {
  /** Milliseconds since 1970. To set it is a jump of the clock: nobody wakes sooner or later by that. */
  now: number;
  readonly #sleepers = new Set<Sleeper>();
  #passed = 0;
  #busy = 0;
  #idle: (() => void) | undefined;

  constructor(now: number) {
    this.now = now;
  }

  readonly clock = (): number => this.now;

  readonly sleep = (milliseconds: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { at: this.#passed + milliseconds, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake);
    });
  };

  /** How many sleep now. */
  get sleepers(): number {
    return this.#sleepers.size;
  }

  /** Time stands still while this is under way. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      if (this.#busy === 0) this.#idle?.();
    }
  }

  /** Every method of `work`, during which time stands still. */
  standingStill<Work extends object>(work: Work): Work {
    return new Proxy(work, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...words: unknown[]) => this.during(async () => Reflect.apply(value, target, words));
      },
    });
  }

  /** Forgets who sleeps and who is at work: their process ended, and nothing that it waits for ever comes. */
  abandon(): void {
    this.#sleepers.clear();
    this.#busy = 0;
    this.#idle?.();
  }

  /** Lets so many milliseconds pass; whoever sleeps until then is woken in its moment. Throws where somebody never sleeps. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#passed + milliseconds;
    for (let woken = 0; ; woken += 1) {
      await this.settle();
      const next = this.#first();
      if (!next || next.at > until) break;
      if (next.at > this.#passed) woken = 0;
      if (woken > HOT) throw new Error(`${woken} wake-ups in one moment: a loop goes round without a pause`);
      this.#advanceTo(next.at);
      next.wake();
    }
    this.#advanceTo(until);
  }

  /** Waits until nobody works and everybody sleeps. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await turn();
      if (this.#busy === 0) continue;
      quiet = -1;
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
  }

  #first(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (!first || sleeper.at < first.at) first = sleeper;
    return first;
  }

  #advanceTo(moment: number): void {
    const by = Math.max(0, moment - this.#passed);
    this.#passed += by;
    this.now += by;
  }
}
