// One writer at a time: the operating system's own lock on a file, so that it ends with the process, however that ends.
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { findResultCode, toFailure } from './fault.ts';

/** How long taking waits, in milliseconds: someone who only looks holds the file for a moment. */
const PATIENCE = 500;
const BUSY = 5;

/**
 * The lock of one ledger: an empty SQLite file under an open exclusive transaction. Nothing else in this process may
 * open that file: closing any handle of it would drop the lock on POSIX systems; SQLite itself knows that.
 */
export class FileLock {
  readonly #path: string;
  #holder: DatabaseSync | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Takes the lock; false where someone holds it. Throws a Failure where the file cannot be opened. */
  take(): boolean {
    if (this.#holder) return false;
    const database = this.#open({ timeout: PATIENCE });
    try {
      // No journal file: one that a killed holder left behind would be in the way of those who only look.
      database.exec('pragma journal_mode = memory; begin exclusive');
      this.#holder = database;
      return true;
    } catch (error) {
      database.close();
      if (findResultCode(error) === BUSY) return false;
      throw toFailure(error, 'The lock', this.#path);
    }
  }

  /** Gives the lock back. */
  give(): void {
    this.#holder?.close();
    this.#holder = undefined;
  }

  /** Whether anyone holds the lock now. Looks for a moment and disturbs nobody; makes no file. */
  isHeld(): boolean {
    if (this.#holder) return true;
    if (!existsSync(this.#path)) return false;
    const database = this.#open({ readOnly: true, timeout: 0 });
    try {
      database.prepare('select 1 from sqlite_master').get();
      return false;
    } catch (error) {
      if (findResultCode(error) === BUSY) return true;
      throw toFailure(error, 'The lock', this.#path);
    } finally {
      database.close();
    }
  }

  #open(options: { readonly timeout: number; readonly readOnly?: boolean }): DatabaseSync {
    try {
      return new DatabaseSync(this.#path, options);
    } catch (error) {
      throw toFailure(error, 'The lock', this.#path);
    }
  }
}
