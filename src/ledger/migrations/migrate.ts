// Brings a ledger to this version's schema, whole or not at all, and tells which ones it must not touch.
import type { Kysely } from 'kysely';
import { Failure, messageOf } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { Db } from '../schema.ts';
import type { Migrations } from './all.ts';

/** Where the names of the steps that were taken are kept. */
export const MIGRATIONS_TABLE = 'migrations';

/** How a ledger's schema stands to the one that this version of the program works with. */
export type Age = 'fits' | 'older' | 'newer';

/** Compares the steps that a ledger has taken with those that this version knows. */
export function ageOf(taken: readonly string[], known: Migrations): Age {
  if (taken.some((name) => !Object.hasOwn(known, name))) return 'newer';
  return taken.length < Object.keys(known).length ? 'older' : 'fits';
}

/** The refusal of a ledger that a later version of the program made. */
export function newerLedger(place: string): Failure {
  const message = `The ledger ${place} was made by a newer dpsync, and this one leaves it alone: install at least that version.`;
  return new Failure(LEDGER_ERRORS.newer, message);
}

/** What a ledger is brought up to date with. */
interface MigrateOptions {
  /** Where the ledger is, for messages. */
  readonly place: string;
  readonly migrations: Migrations;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Takes every missing step in one transaction. Throws a Failure, and leaves the ledger as it was, where one fails. */
export async function migrate(db: Db, { place, migrations, now }: MigrateOptions): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const taken = await readTaken(transaction);
    if (ageOf(taken, migrations) === 'newer') throw newerLedger(place);
    for (const [name, step] of Object.entries(migrations)) {
      if (taken.includes(name)) continue;
      await step(transaction as unknown as Kysely<unknown>).catch((error: unknown) => {
        throw failedStep(place, name, error);
      });
      await transaction.insertInto(MIGRATIONS_TABLE).values({ name, at: now }).execute();
    }
  });
}

async function readTaken(db: Db): Promise<string[]> {
  await db.schema
    .createTable(MIGRATIONS_TABLE)
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  const rows = await db.selectFrom(MIGRATIONS_TABLE).select('name').execute();
  return rows.map(({ name }) => name);
}

function failedStep(place: string, name: string, error: unknown): Failure {
  const consequence = error instanceof Failure ? error.consequence : 'stop';
  const message = `The ledger ${place} could not be brought up to date (step ${name}), and is as it was: ${messageOf(error)}`;
  return new Failure({ ...LEDGER_ERRORS.notMigrated, consequence }, message, error);
}
