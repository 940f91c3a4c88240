// Tells what a file is before anything touches it: a newer ledger, or another program's file, stays as it is byte for byte.
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { Migrations } from '../migrations/all.ts';
import { type Age, ageOf, MIGRATIONS_TABLE, newerLedger } from '../migrations/migrate.ts';

/** How long looking waits for a writer, in milliseconds. */
const PATIENCE = 5000;

/** What lies at the ledger's place. `empty`: nothing, or a file without a table. */
export type Found = 'empty' | Exclude<Age, 'newer'>;

/** Looks at the file, reading only. Throws a Failure where it is not a ledger that this version can use. */
export function inspect(path: string, migrations: Migrations): Found {
  const file = statSync(path, { throwIfNoEntry: false });
  if (file && !file.isFile()) throw notFile(path);
  if (!file || file.size === 0) return 'empty';
  const taken = findTaken(path);
  if (!taken) return 'empty';
  const age = ageOf(taken, migrations);
  if (age === 'newer') throw newerLedger(path);
  return age;
}

/** The steps that were taken; undefined where the file holds no table at all. */
function findTaken(path: string): readonly string[] | undefined {
  const database = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
    if (tables.length === 0) return undefined;
    if (!tables.some(({ name }) => name === MIGRATIONS_TABLE)) throw notLedger(path);
    const rows = database.prepare(`select name from ${MIGRATIONS_TABLE}`).all();
    return rows.map(({ name }) => String(name));
  } finally {
    database.close();
  }
}

function notFile(path: string): Failure {
  const message = `${path} is no file: name one in the config's ledger, such as sqlite:dpsync.db.`;
  return new Failure(LEDGER_ERRORS.unopenable, message);
}

function notLedger(path: string): Failure {
  const message = `${path} is a SQLite file of another program, not a ledger: name another file in the config's ledger.`;
  return new Failure(LEDGER_ERRORS.notLedger, message);
}
