// Without it a ledger restored from a backup would send again what was sent since.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure, messageOf } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { RollbackCheck } from '../ledger.ts';
import { findResultCode } from '../sqlite/fault.ts';
import { removeDatabase } from '../sqlite/remove-database.ts';
import type { HighWaterMark } from './high-water-mark.ts';

const TABLE =
  'create table if not exists seen (place text primary key, ledger text not null, attempt integer not null, writer integer not null)';
const REPLACE =
  'insert into seen (place, ledger, attempt, writer) values (?, ?, ?, ?) on conflict (place) do update set ledger = excluded.ledger, attempt = excluded.attempt, writer = excluded.writer';
const ADVANCE = `${REPLACE} where excluded.ledger = ledger and excluded.attempt >= attempt and excluded.writer >= writer`;

/** How long a write waits for that of another process, in milliseconds. */
const PATIENCE = 5000;
/** No such table, damaged, no SQLite file. */
const UNREADABLE: readonly (number | undefined)[] = [1, 11, 26];

/** What this machine has seen of the ledger at one place: a row of `seen.db` in the state folder. */
export class RollbackGuard {
  readonly #folder: string;
  readonly #place: string;
  #open: DatabaseSync | undefined;
  #doubt: RollbackCheck | undefined;

  constructor(stateFolder: string, place: string) {
    this.#folder = stateFolder;
    this.#place = place;
  }

  /** What was wrong with the ledger when its lock was taken. From then on its numbers may catch up with what was seen. */
  get doubt(): RollbackCheck | undefined {
    return this.#doubt;
  }

  /** What was seen last; undefined where nothing was. Makes no file. */
  find(): HighWaterMark | 'unreadable' | undefined {
    if (!existsSync(this.#path)) return undefined;
    try {
      return this.#read();
    } catch (error) {
      if (UNREADABLE.includes(findResultCode(error))) return 'unreadable';
      throw this.#failure(error);
    }
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
    if (this.#doubt || this.#write(ADVANCE, mark) === 0) throw doubted(this.#place);
  }

  /** Remembers it whatever was there before; what cannot be read is made anew. */
  replace(mark: HighWaterMark): void {
    if (this.find() === 'unreadable') this.#remove();
    this.#write(REPLACE, mark);
    this.#doubt = undefined;
  }

  close(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  get #path(): string {
    return join(this.#folder, 'seen.db');
  }

  #read(): HighWaterMark | undefined {
    const database = new DatabaseSync(this.#path, { readOnly: true, timeout: PATIENCE });
    try {
      const row = database
        .prepare('select ledger, attempt, writer from seen where place = ?')
        .get(this.#place);
      return row as unknown as HighWaterMark | undefined;
    } finally {
      database.close();
    }
  }

  /** Gives the number of rows that it wrote. */
  #write(sql: string, { ledger, attempt, writer }: HighWaterMark): number {
    try {
      this.#open ??= this.#make();
      return Number(this.#open.prepare(sql).run(this.#place, ledger, attempt, writer).changes);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #remove(): void {
    this.close();
    try {
      removeDatabase(this.#path);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #make(): DatabaseSync {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(this.#path, { timeout: PATIENCE });
    try {
      // Not flushed at every note: what a power cut takes from here only makes the mark lag behind the ledger.
      database.exec(`pragma journal_mode = wal; pragma synchronous = normal; ${TABLE}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  #failure(error: unknown): Failure {
    const message = `What this machine has seen of the ledger cannot be kept in ${this.#path}: ${messageOf(error)}. Check that this user may write there and that the disk has room.`;
    return new Failure(LEDGER_ERRORS.highWaterMarkUnkept, message, error);
  }
}

function doubted(place: string): Failure {
  const message = `The ledger ${place} is older than this machine saw it, or another one: a copy put back puts every source on its first run, and no call may leave. Look at it with "dpsync plan", then release it with "dpsync adopt" or "dpsync apply --first-run".`;
  return new Failure(LEDGER_ERRORS.otherLedger, message);
}
