// Time that passes only where everybody waits for it: days of a daemon in seconds of a test.
import { setImmediate as turn } from 'node:timers/promises';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock, and everyone who sleeps by it. */
export class VirtualTime {
  now: number;
  readonly #sleepers = new Set<Sleeper>();
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
      const sleeper = { at: this.now + milliseconds, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake);
    });
  };

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

  /** Lets so many milliseconds pass; whoever sleeps until then is woken in its moment. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    for (;;) {
      await this.settle();
      const next = [...this.#sleepers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
    this.now = Math.max(this.now, until);
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
}
