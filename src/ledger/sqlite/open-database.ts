import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Failure } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { Migrations } from '../migrations/all.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Db, Tables } from '../schema.ts';
import { findNewestWriter, heldBy } from '../writers.ts';
import { sqliteDialect } from './dialect.ts';
import { type Found, inspect } from './inspect.ts';
import type { FileLock } from './lock.ts';

/** What a ledger's file is opened with. */
export interface DatabaseOptions {
  /** Without links. */
  readonly path: string;
  readonly found: Found;
  readonly clock: () => number;
  /** How long a write waits for that of another process, in milliseconds. */
  readonly busyTimeout: number;
  readonly migrations: Migrations;
  /** The file may not grow beyond this, in pages of 4 KiB; null: as far as the disk goes. */
  readonly maxPages: number | null;
}

/** An open file, and the queries on it. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  readonly db: Db;
}

/** Opens the ledger so that nothing can change it. One that is not there is an empty one, in memory. */
export async function openToRead(options: DatabaseOptions): Promise<OpenDatabase> {
  const { path, found, busyTimeout, migrations, clock } = options;
  if (found === 'older') throw olderLedger(path);
  if (found === 'fits')
    return queriesOn(new DatabaseSync(path, { readOnly: true, timeout: busyTimeout }), path);
  const open = queriesOn(new DatabaseSync(':memory:'), path);
  await migrate(open.db, { place: path, migrations, now: clock() });
  return open;
}

/** Opens the ledger, and makes it or brings it up to date where that is due. */
export async function openToWrite(options: DatabaseOptions, lock: FileLock): Promise<OpenDatabase> {
  const { path, found, busyTimeout, maxPages } = options;
  const open = queriesOn(new DatabaseSync(path, { timeout: busyTimeout }), path);
  try {
    // Every commit is on the disk before it counts.
    open.database.exec('pragma synchronous = full; pragma foreign_keys = on');
    if (maxPages !== null) open.database.exec(`pragma max_page_count = ${maxPages}`);
    if (found === 'fits') keepLog(open.database);
    else await bringUpToDate(open, options, lock);
    // A file or folder that cannot be written is told now, not at the first call.
    open.database.exec('begin immediate; update ledger set id = id; rollback');
    return open;
  } catch (error) {
    open.database.close();
    throw error;
  }
}

function queriesOn(database: DatabaseSync, path: string): OpenDatabase {
  return { database, db: new Kysely<Tables>({ dialect: sqliteDialect(database, path) }) };
}

/** Those who read work beside the one who writes. */
function keepLog(database: DatabaseSync): void {
  database.exec('pragma journal_mode = wal');
}

/** Under the writer's lock: a process of an older version must not find the tables changed beneath it. */
async function bringUpToDate(
  { database, db }: OpenDatabase,
  { path, found, migrations, clock }: DatabaseOptions,
  lock: FileLock,
): Promise<void> {
  if (!lock.take()) {
    // Another process may have made the ledger in this moment.
    if (inspect(path, migrations) === 'fits') return;
    throw heldBy(found === 'older' ? await findNewestWriter(db) : undefined, path);
  }
  try {
    keepLog(database);
    await migrate(db, { place: path, migrations, now: clock() });
  } finally {
    lock.give();
  }
}

function olderLedger(path: string): Failure {
  const message = `The ledger ${path} was made by an older dpsync and is not up to date: run "dpsync apply", which brings it up to date.`;
  return new Failure(LEDGER_ERRORS.older, message);
}
