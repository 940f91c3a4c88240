// Without it a ledger restored from a backup would send again what was sent since.
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { RollbackCheck } from '../ledger.ts';
import type { Seen } from './check.ts';
import type { HighWaterMark } from './high-water-mark.ts';
import { MarkStore } from './mark-store.ts';

/** Beside a ledger there is one place, whatever its folder is called by now. */
const BESIDE = 'beside';

interface Kept {
  readonly store: MarkStore;
  /** What the ledger's place is called there. */
  readonly place: string;
}

/**
 * What this machine has seen of a ledger. It is kept twice: in `seen.db` in the state folder, which finds a copy at any
 * place, and in `<ledger>.seen`, which whoever works with another state folder finds too.
 */
export class RollbackGuard {
  readonly #place: string;
  readonly #kept: readonly Kept[];
  #doubt: RollbackCheck | undefined;

  constructor(stateFolder: string, place: string) {
    this.#place = place;
    this.#kept = [
      { store: new MarkStore(join(stateFolder, 'seen.db')), place },
      { store: new MarkStore(`${place}.seen`, place), place: BESIDE },
    ];
  }

  /** What was wrong with the ledger when its lock was taken. From then on its numbers may catch up with what was seen. */
  get doubt(): RollbackCheck | undefined {
    return this.#doubt;
  }

  /** What was seen of this ledger anywhere, and of any ledger at this place. Makes no file. */
  find(ledger: string): Seen | 'unreadable' {
    const found = this.#kept.map(({ store, place }) => store.find(ledger, place));
    const readable = found.filter((one) => one !== 'unreadable');
    if (readable.length < found.length) return 'unreadable';
    return { marks: readable.flatMap(({ marks }) => marks), here: readable.flatMap(({ here }) => here) };
  }

  /** Whether this ledger was seen at this place before: what is put back there, and not a copy that stands elsewhere. */
  isAtHome(ledger: string): boolean {
    const seen = this.#kept.map(({ store, place }) => store.find(ledger, place));
    return seen.some((one) => one !== 'unreadable' && one.here.includes(ledger));
  }

  /** Lets nothing advance until an operator has looked: see {@link RollbackGuard.replace}. */
  doubtAs(check: RollbackCheck): void {
    this.#doubt = check;
  }

  /**
   * Remembers how far the ledger has come. Survives the end of the process; the last ones may be lost with the power.
   * Throws a Failure where that would forget that the ledger had come further, or was another one.
   */
  advance(mark: HighWaterMark): void {
    if (this.#doubt || !this.#write('advance', mark)) throw doubted(this.#place);
  }

  /** Remembers its newest operator command alone, beside a writer that notes the rest. A ledger in doubt stays in doubt. */
  advanceCommand(mark: HighWaterMark): void {
    this.#write('advanceCommand', mark);
  }

  /** Remembers it whatever was there before; what cannot be read is made anew. */
  replace(mark: HighWaterMark): void {
    this.#write('replace', mark);
    this.#doubt = undefined;
  }

  close(): void {
    for (const { store } of this.#kept) store.close();
  }

  #write(how: Parameters<MarkStore['write']>[0], mark: HighWaterMark): boolean {
    return this.#kept.map(({ store, place }) => store.write(how, place, mark)).every((wrote) => wrote);
  }
}

function doubted(place: string): Failure {
  const message = `The ledger ${place} is older than this machine saw it, or another one: a copy put back puts every source on its first run, and no call may leave. Look at it with "dpsync plan", then release it with "dpsync adopt" or "dpsync apply --first-run".`;
  return new Failure(LEDGER_ERRORS.otherLedger, message);
}
