// Ends a process at a chosen moment without ending the test's: from then on nothing that it waits for ever comes.
import type { LedgerWriter } from '../../../src/ledger/ledger.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { withMethods } from '../with-methods.ts';

/** When a process ends: at its n-th step that changes the ledger or the site, before that is done or after. */
export interface Death {
  readonly step: number;
  readonly moment: 'before' | 'after';
}

/** A process that may die. */
export class Mortality {
  readonly #death: Death;
  readonly #died = Promise.withResolvers<void>();
  readonly #underWay = new Set<Promise<unknown>>();
  #steps = 0;
  #isDead = false;

  constructor(death: Death) {
    this.#death = death;
  }

  /** Resolves at the moment of death. */
  get died(): Promise<void> {
    return this.#died.promise;
  }

  /** Parts whose calls and writes count as steps. */
  wrap(parts: Parts): Parts {
    return {
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        redistribute: (call) => this.#step(() => site.redistribute(call)),
      })),
      ledger: withMethods(parts.ledger, {
        acquire: async (command) => this.#mortal(await parts.ledger.acquire(command)),
      }),
    };
  }

  /** Waits for what was on its way when the process died: a request that left arrives all the same. */
  async lastWords(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  #mortal(writer: LedgerWriter): LedgerWriter {
    return withMethods(writer, {
      recordPass: (record) => this.#step(() => writer.recordPass(record)),
      quarantine: (word, sources) => this.#step(() => writer.quarantine(word, sources)),
      release: (ids, words) => this.#step(() => writer.release(ids, words)),
      adopt: (intents, ids, words) => this.#step(() => writer.adopt(intents, ids, words)),
      intend: (intent) => this.#step(() => writer.intend(intent)),
      conclude: (conclusion) => this.#step(() => writer.conclude(conclusion)),
    });
  }

  async #step<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#steps += 1;
    const isLast = this.#steps === this.#death.step;
    if (isLast && this.#death.moment === 'before') this.#die();
    if (this.#isDead) return await never();
    const doing = work();
    this.#underWay.add(doing);
    const result = await doing;
    this.#underWay.delete(doing);
    if (isLast) this.#die();
    return this.#isDead ? await never() : result;
  }

  #die(): void {
    this.#isDead = true;
    this.#died.resolve();
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
