import { Failure } from '../model/failure.ts';
import { LEDGER_ERRORS } from './errors.ts';
import type { Writer } from './ledger.ts';
import type { Db } from './schema.ts';

/** The newest writer, alive or not; undefined where there was none. */
export async function findNewestWriter(db: Db): Promise<Writer | undefined> {
  return db
    .selectFrom('writers')
    .select(['number', 'actor', 'host', 'pid', 'command', 'since'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Records a writer that has just taken the lock, and gives its number. */
export async function addWriter(db: Db, writer: Omit<Writer, 'number'>): Promise<number> {
  const row = await db
    .insertInto('writers')
    .values({ ...writer, token: crypto.randomUUID() })
    .returning('number')
    .executeTakeFirstOrThrow();
  return row.number;
}

/** The refusal of a second writer. */
export function heldBy(writer: Writer | undefined, place: string): Failure {
  const who = writer
    ? `${writer.actor} (process ${writer.pid} on ${writer.host}, "${writer.command}", since ${new Date(writer.since).toISOString()})`
    : 'another process';
  const message = `The ledger ${place} is locked by ${who}; one process writes at a time: wait until it is done, or stop it.`;
  return new Failure(LEDGER_ERRORS.otherWriter, message);
}

/**
 * The refusal of a writer that is not the newest on record; undefined where it is. Then the lock did not hold, as when
 * its file was deleted by hand.
 */
export async function findOvertaken(db: Db, number: number, place: string): Promise<Failure | undefined> {
  const newest = await findNewestWriter(db);
  if (newest?.number === number) return undefined;
  const message = `Another process writes to the ledger ${place} by now (writer ${newest?.number}, this is ${number}); this one stops. Never delete the .lock file while dpsync runs.`;
  return new Failure(LEDGER_ERRORS.takenOver, message);
}
