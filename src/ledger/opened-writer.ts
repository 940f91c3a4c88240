import type { Attempt, Conclusion, Intent } from '../model/attempt.ts';
import type { SiteCode } from '../model/entry.ts';
import { Failure } from '../model/failure.ts';
import type { OperatorCommand } from '../model/views/history.ts';
import { recordConclusion } from './attempts/conclusions.ts';
import { recordAdopted, recordIntent, withdrawIntents } from './attempts/intents.ts';
import { recordPass } from './declarations/pass.ts';
import { quarantineSources, releaseSources } from './declarations/sources.ts';
import { type Engine, noteCommands } from './engine.ts';
import { LEDGER_ERRORS } from './errors.ts';
import { GroupCommit } from './group-commit.ts';
import type { LedgerWriter, PassRecord, SiteHold, SourceRecord } from './ledger.ts';
import { recordCommands } from './operator/commands.ts';
import { readHighWaterMark } from './rollback/high-water-mark.ts';
import { replaceHolds } from './runs/holds.ts';
import type { Db } from './schema.ts';
import { findOvertaken } from './writers.ts';

type Job =
  | { readonly kind: 'intend'; readonly intent: Intent }
  | { readonly kind: 'conclude'; readonly conclusion: Conclusion };

type Recorded = Attempt | undefined | Failure;

/** The one who holds the lock. */
export class OpenedWriter implements LedgerWriter {
  readonly number: number;
  readonly #engine: Engine;
  readonly #calls: GroupCommit<Job, Attempt | undefined>;
  #closed = false;

  constructor(engine: Engine, number: number) {
    this.number = number;
    this.#engine = engine;
    this.#calls = new GroupCommit<Job, Attempt | undefined>((jobs) => this.#recordCalls(jobs));
  }

  async recordPass(record: PassRecord): Promise<void> {
    await this.#write((db) => recordPass(db, record));
  }

  async quarantine(
    command: OperatorCommand,
    sources: readonly Pick<SourceRecord, 'id' | 'name'>[],
  ): Promise<void> {
    const { rollbackGuard, db } = this.#engine;
    const isAtHome = rollbackGuard.isAtHome((await readHighWaterMark(db)).ledger);
    await this.#write(async (db) => {
      // A copy that stands elsewhere goes its own way from here: what it copies goes on as it was.
      if (!isAtHome) await db.updateTable('ledger').set({ id: crypto.randomUUID() }).execute();
      await quarantineSources(db, sources);
      await recordCommands(db, [command]);
    });
    rollbackGuard.replace(await readHighWaterMark(db));
  }

  async noteHolds(site: SiteCode, holds: readonly SiteHold[]): Promise<void> {
    await this.#write((db) => replaceHolds(db, site, holds));
  }

  async release(sourceIds: readonly string[], commands: readonly OperatorCommand[]): Promise<void> {
    await this.#write(async (db) => {
      await releaseSources(db, sourceIds, this.#engine.clock());
      await recordCommands(db, commands);
    });
    await noteCommands(this.#engine);
  }

  async adopt(
    intents: readonly Intent[],
    sourceIds: readonly string[],
    commands: readonly OperatorCommand[],
  ): Promise<void> {
    await this.#write(async (db) => {
      await recordAdopted(db, intents, this.number);
      await releaseSources(db, sourceIds, this.#engine.clock());
      await recordCommands(db, commands);
    });
    this.#engine.rollbackGuard.advance(await readHighWaterMark(this.#engine.db));
  }

  async intend(intent: Intent): Promise<Attempt | undefined> {
    this.#refuseClosed();
    return this.#calls.add({ kind: 'intend', intent });
  }

  async conclude(conclusion: Conclusion): Promise<Attempt> {
    this.#refuseClosed();
    const attempt = await this.#calls.add({ kind: 'conclude', conclusion });
    if (!attempt) throw new Error('a conclusion gave no attempt');
    return attempt;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#calls.drain();
    this.#engine.lock.give();
  }

  async #write(work: (db: Db) => Promise<void>): Promise<void> {
    this.#refuseClosed();
    const { db, place } = this.#engine;
    this.#engine.assertInPlace();
    await db.transaction().execute(async (transaction) => {
      const overtaken = await findOvertaken(transaction, this.number, place);
      if (overtaken) throw overtaken;
      await work(transaction);
    });
  }

  /** All intents and outcomes that fell together, in one transaction. */
  async #recordCalls(jobs: readonly Job[]): Promise<readonly Recorded[]> {
    const { db, place } = this.#engine;
    this.#engine.assertInPlace();
    const recorded = await db.transaction().execute(async (transaction) => {
      const overtaken = await findOvertaken(transaction, this.number, place);
      const records: Recorded[] = [];
      for (const job of jobs) {
        // An outcome is a fact, whoever writes by now; only a new call is refused.
        if (job.kind === 'conclude') records.push(await recordConclusion(transaction, job.conclusion));
        else records.push(overtaken ?? (await recordIntent(transaction, job.intent, this.number)));
      }
      return records;
    });
    const isIntent = (index: number) => jobs[index]?.kind === 'intend';
    const unseen = await this.#findUnseen(recorded.filter((_, index) => isIntent(index)).filter(isAttempt));
    return unseen ? recorded.map((one, index) => (isIntent(index) ? unseen : one)) : recorded;
  }

  /** Remembers new attempts on this machine before their calls leave. Where that fails they are taken back. */
  async #findUnseen(intended: readonly Attempt[]): Promise<Failure | undefined> {
    if (intended.length === 0) return undefined;
    const { db, rollbackGuard, clock } = this.#engine;
    try {
      this.#engine.assertInPlace();
      rollbackGuard.advance(await readHighWaterMark(db));
      return undefined;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const ids = intended.map(({ id }) => id);
      await withdrawIntents(db, ids, clock());
      return error;
    }
  }

  #refuseClosed(): void {
    if (this.#closed)
      throw new Failure(LEDGER_ERRORS.givenBack, `The ledger ${this.#engine.place} was given back.`);
  }
}

function isAttempt(recorded: Recorded): recorded is Attempt {
  return recorded !== undefined && !(recorded instanceof Failure);
}
