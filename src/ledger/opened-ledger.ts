import { hostname } from 'node:os';
import { recoverAbandoned } from './attempts/unknown.ts';
import { readingOf } from './declarations/reading.ts';
import { type Engine, readRollbackCheck, refuseReading } from './engine.ts';
import type { Ledger, LedgerState, LedgerWriter } from './ledger.ts';
import { OpenedWriter } from './opened-writer.ts';
import { recordingOn } from './recording.ts';
import { readHighWaterMark } from './rollback/high-water-mark.ts';
import { addWriter, findNewestWriter, heldBy } from './writers.ts';

/** The ledger on an engine that is open. */
export function ledgerOn(engine: Engine): Ledger {
  return {
    ...readingOf(engine.db),
    ...recordingOn(engine),
    state: () => readState(engine),
    backup: async (file) => engine.backup(file),
    acquire: (command) => acquire(engine, command),
    close: () => engine.close(),
  };
}

async function readState(engine: Engine): Promise<LedgerState> {
  // What is open would answer for as long as it is open, from a file that nobody will find again.
  engine.assertInPlace();
  const newest = await findNewestWriter(engine.db);
  return {
    rollbackCheck: await readRollbackCheck(engine),
    writer: newest ? { ...newest, alive: engine.lock.isHeld() } : null,
  };
}

async function acquire(engine: Engine, command: string): Promise<LedgerWriter> {
  refuseReading(engine);
  const { db, lock, place } = engine;
  engine.assertInPlace();
  if (!lock.take()) throw heldBy(await findNewestWriter(db), place);
  try {
    // Under the lock: the file may have got another name, or another one its name, since it was opened.
    engine.assertOneName();
    engine.assertInPlace();
    return new OpenedWriter(engine, await enter(engine, command));
  } catch (error) {
    lock.give();
    throw error;
  }
}

/** Puts a new writer on record, and settles what the ones before it left open. */
async function enter(engine: Engine, command: string): Promise<number> {
  const { db, rollbackGuard, clock, actor } = engine;
  const check = await readRollbackCheck(engine);
  const since = clock();
  const number = await db.transaction().execute(async (transaction) => {
    await recoverAbandoned(transaction, since);
    return addWriter(transaction, { actor, host: hostname(), pid: process.pid, command, since });
  });
  if (check === 'older' || check === 'other') rollbackGuard.doubtAs(check);
  else rollbackGuard.advance(await readHighWaterMark(db));
  return number;
}
