import type { Word } from '../model/views/history.ts';
import { recordHealth } from './attempts/health.ts';
import { forgiveRejections } from './attempts/retry.ts';
import { recordEvidence, resolveUnknown, settleUnknown } from './attempts/unknown.ts';
import { type Engine, refuseReading } from './engine.ts';
import type { Ledger } from './ledger.ts';
import { recordSuspension, removeSuspensions } from './operator/suspensions.ts';
import { recordWords } from './operator/words.ts';
import { approveRun, recordRuns } from './runs/runs.ts';
import { recordWaivedWave } from './runs/waived-waves.ts';
import type { Db } from './schema.ts';
import { findNewestWriter } from './writers.ts';

/** What is recorded without the lock, beside whoever holds it: the operator's words, and what the site shows of calls. */
export function recordingOn(engine: Engine) {
  const write = async <Result>(work: (db: Db) => Promise<Result>): Promise<Result> => {
    refuseReading(engine);
    engine.assertInPlace();
    return engine.db.transaction().execute(work);
  };
  const say = (words: readonly Word[], work: (db: Db) => Promise<void>): Promise<void> =>
    write(async (db) => {
      await work(db);
      await recordWords(db, words);
    });
  return {
    approve: (run, word) =>
      say([word], async (db) => {
        await recordRuns(db, [run]);
        await approveRun(db, run.id, word.at);
      }),
    resolve: (conclusions, words) =>
      say(words, async (db) => {
        const living = engine.lock.isHeld() ? await findNewestWriter(db) : undefined;
        await resolveUnknown(db, conclusions, living?.number);
      }),
    retry: (entries, words) => say(words, (db) => forgiveRejections(db, entries)),
    suspend: (suspension, word) => say([word], (db) => recordSuspension(db, suspension)),
    resume: (selectors, word) => say([word], (db) => removeSuspensions(db, selectors)),
    say: (word) => say([word], async () => undefined),
    waiveWave: (run, wave, word) => say([word], (db) => recordWaivedWave(db, run, wave)),
    settle: (conclusions) => write((db) => settleUnknown(db, conclusions)),
    noteEvidence: (notes) => write((db) => recordEvidence(db, notes)),
    recordHealth: (records) => write((db) => recordHealth(db, records)),
  } satisfies Partial<Ledger>;
}
