import { hostname } from 'node:os';
import type { Attempt, Conclusion } from '../model/attempt.ts';
import type { EntryKey } from '../model/entry.ts';
import { Failure } from '../model/failure.ts';
import type { History, Word } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import { readAttempts, readUnsettled } from './attempts.ts';
import { readAttention } from './attention.ts';
import { recoverAbandoned, settle } from './conclusions.ts';
import { readDeclarationsOfEntries, readDeclarationsOfFiles, readDeclaredKeys } from './declarations.ts';
import { type Engine, readMark } from './engine.ts';
import { readFiles, readStanding, readTree } from './files.ts';
import { readHistory } from './history.ts';
import type {
  Attention,
  DeclarationRecord,
  FileRecord,
  HistoryFilter,
  Ledger,
  LedgerState,
  LedgerWriter,
  SourceRecord,
} from './ledger.ts';
import { OpenedWriter } from './opened-writer.ts';
import { approveRun, countCalled, readRuns, recordRuns } from './runs.ts';
import { readSighting } from './sighting.ts';
import { readSources } from './sources.ts';
import { recordWords } from './words.ts';
import { addWriter, findNewestWriter, heldBy } from './writers.ts';

/** The ledger on an engine that is open. */
export class OpenedLedger implements Ledger {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async state(): Promise<LedgerState> {
    const { db, lock } = this.#engine;
    const newest = await findNewestWriter(db);
    return {
      mark: await readMark(this.#engine),
      writer: newest ? { ...newest, alive: lock.isHeld() } : null,
    };
  }

  sources(): Promise<readonly SourceRecord[]> {
    return readSources(this.#engine.db);
  }

  tree(sourceId: string): Promise<ReadonlyMap<string, string>> {
    return readTree(this.#engine.db, sourceId);
  }

  files(sourceId: string, paths: readonly string[]): Promise<readonly FileRecord[]> {
    return readFiles(this.#engine.db, sourceId, paths);
  }

  standing(sourceId: string): Promise<readonly FileRecord[]> {
    return readStanding(this.#engine.db, sourceId);
  }

  declarationsOfFiles(sourceId: string, paths: readonly string[]): Promise<readonly DeclarationRecord[]> {
    return readDeclarationsOfFiles(this.#engine.db, sourceId, paths);
  }

  declarationsOfEntries(
    sourceIds: readonly string[],
    keys: readonly EntryKey[],
  ): Promise<readonly DeclarationRecord[]> {
    return readDeclarationsOfEntries(this.#engine.db, sourceIds, keys);
  }

  declaredKeys(sourceIds: readonly string[]): Promise<readonly EntryKey[]> {
    return readDeclaredKeys(this.#engine.db, sourceIds);
  }

  attention(): Promise<readonly Attention[]> {
    return readAttention(this.#engine.db);
  }

  attempts(keys: readonly EntryKey[]): Promise<readonly Attempt[]> {
    return readAttempts(this.#engine.db, keys);
  }

  unsettled(): Promise<readonly Attempt[]> {
    return readUnsettled(this.#engine.db);
  }

  runs(ids: readonly string[]): Promise<readonly Run[]> {
    return readRuns(this.#engine.db, ids);
  }

  calledIn(runs: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return countCalled(this.#engine.db, runs);
  }

  history(filter: HistoryFilter): Promise<History> {
    return readHistory(this.#engine.db, filter);
  }

  async approve(run: Run, word: Word): Promise<void> {
    this.#refuseReading();
    await this.#engine.db.transaction().execute(async (db) => {
      await recordRuns(db, [run]);
      await approveRun(db, run.id, word.at);
      await recordWords(db, [word]);
    });
  }

  async resolve(conclusions: readonly Conclusion[], words: readonly Word[]): Promise<void> {
    this.#refuseReading();
    await this.#engine.db.transaction().execute(async (db) => {
      const living = this.#engine.lock.isHeld() ? await findNewestWriter(db) : undefined;
      await settle(db, conclusions, living?.number);
      await recordWords(db, words);
    });
  }

  async acquire(command: string): Promise<LedgerWriter> {
    this.#refuseReading();
    const { db, lock, place } = this.#engine;
    this.#engine.assertInPlace();
    if (!lock.take()) throw heldBy(await findNewestWriter(db), place);
    try {
      return new OpenedWriter(this.#engine, await this.#enter(command));
    } catch (error) {
      lock.give();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }

  /** Puts a new writer on record, and settles what the ones before it left open. */
  async #enter(command: string): Promise<number> {
    const { db, seen, clock, actor } = this.#engine;
    const mark = await readMark(this.#engine);
    const since = clock();
    const number = await db.transaction().execute(async (transaction) => {
      await recoverAbandoned(transaction, since);
      return addWriter(transaction, { actor, host: hostname(), pid: process.pid, command, since });
    });
    if (mark === 'first' || mark === 'fits') seen.advance(await readSighting(db));
    return number;
  }

  #refuseReading(): void {
    if (this.#engine.mode === 'write') return;
    const message = `The ledger ${this.#engine.place} is open for reading only; nothing was recorded.`;
    throw new Failure('DPS2502', message, 'stop');
  }
}
