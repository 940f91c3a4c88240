// A site that answers without end, a page or a drip at a time, would keep its loop for ever and take all memory.
import { siteFailure } from '../site-error.ts';
import type { Wire } from './wire.ts';

/** Milliseconds that one question may take, all its requests together. */
const LONGEST_QUESTION = 600_000;
/** Characters of the answers to one question: what few items may get, what each of many adds, and the end of it. */
const ANY_ANSWER = 16 * 1024 * 1024;
const ANSWER_PER_ITEM = 64 * 1024;
const LONGEST_ANSWERS = 256 * 1024 * 1024;

/** What a budget goes by. */
interface BudgetOptions {
  /** How many things are asked for. */
  readonly items: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * The same wire for one question: all of its requests have one budget of time and of length. Throws a Failure (`wait`)
 * where that is spent.
 */
export function withBudget(wire: Wire, { items, clock }: BudgetOptions): Wire {
  const longest = Math.min(ANY_ANSWER + items * ANSWER_PER_ITEM, LONGEST_ANSWERS);
  let asked = clock();
  let time = 0;
  let length = 0;
  const spend = (more: number) => {
    const now = clock();
    // A clock that is put back takes nothing away from what was spent.
    time += Math.max(0, now - asked);
    asked = now;
    length += more;
    if (length > longest) throw spent(wire, `more than ${longest} characters`);
    if (time > LONGEST_QUESTION) throw spent(wire, `more than ${LONGEST_QUESTION / 60_000} minutes`);
  };
  return {
    ...wire,
    async readRows(question) {
      spend(0);
      return wire.readRows({ ...question, spend });
    },
  };
}

function spent({ name: where }: Wire, detail: string) {
  return siteFailure('overBudget', { where, detail, consequence: 'wait' });
}
