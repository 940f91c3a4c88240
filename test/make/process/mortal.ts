/** A process that may end at any moment: from then on nothing comes back to it, and it begins nothing. */
export class Mortal {
  #isDead = false;

  /** A part of the process: what its methods promise comes only while the process lives. */
  wrap<Part extends object>(part: Part): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...words: unknown[]) => {
          if (this.#isDead) return never();
          const result: unknown = Reflect.apply(value, target, words);
          return result instanceof Promise ? this.#whileAlive(result) : result;
        };
      },
    });
  }

  die(): void {
    this.#isDead = true;
  }

  async #whileAlive(result: Promise<unknown>): Promise<unknown> {
    try {
      return await result;
    } finally {
      if (this.#isDead) await never();
    }
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
