/** A process that may end at any moment: from then on nothing comes back to it, and it begins nothing. */
export class Mortal {
  readonly #underWay = new Set<Promise<unknown>>();
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
          return result instanceof Promise ? this.#mortal(result) : result;
        };
      },
    });
  }

  /** Ends it; resolves once nothing is on its way any more that left before. */
  async die(): Promise<void> {
    this.#isDead = true;
    await Promise.allSettled(this.#underWay);
  }

  async #mortal(result: Promise<unknown>): Promise<unknown> {
    this.#underWay.add(result);
    try {
      return await (this.#isDead ? never() : result);
    } finally {
      this.#underWay.delete(result);
      if (this.#isDead) await never();
    }
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
