import type { OperatorCommand } from '../model/views/history.ts';
import { recordHealth } from './attempts/health.ts';
import { forgiveRejections } from './attempts/retry.ts';
import { recordEvidence, resolveUnknown, settleUnknown } from './attempts/unknown.ts';
import { type Engine, noteCommands, refuseReading } from './engine.ts';
import type { Ledger } from './ledger.ts';
import { recordCommands } from './operator/commands.ts';
import { recordSuspension, removeSuspensions } from './operator/suspensions.ts';
import { approveCalls, recordRuns } from './runs/runs.ts';
import { recordWaivedWave } from './runs/waived-waves.ts';
import type { Db } from './schema.ts';
import { findNewestWriter } from './writers.ts';

/** What is recorded without the lock, beside whoever holds it: the operator commands, and what the site shows of calls. */
export function recordingOn(engine: Engine) {
  const write = async <Result>(work: (db: Db) => Promise<Result>): Promise<Result> => {
    refuseReading(engine);
    engine.assertInPlace();
    return engine.db.transaction().execute(work);
  };
  const say = async (
    commands: readonly OperatorCommand[],
    work: (db: Db) => Promise<void>,
  ): Promise<void> => {
    await write(async (db) => {
      await work(db);
      await recordCommands(db, commands);
    });
    await noteCommands(engine);
  };
  return {
    approve: (run, approval, command) =>
      say([command], async (db) => {
        await recordRuns(db, [run]);
        await approveCalls(db, approval, command.at);
      }),
    resolve: (conclusions, commands) =>
      say(commands, async (db) => {
        const living = engine.lock.isHeld() ? await findNewestWriter(db) : undefined;
        await resolveUnknown(db, conclusions, living?.number);
      }),
    retry: (entries, commands) => say(commands, (db) => forgiveRejections(db, entries)),
    suspend: (suspension, command) => say([command], (db) => recordSuspension(db, suspension)),
    resume: (selectors, command) => say([command], (db) => removeSuspensions(db, selectors)),
    say: (command) => say([command], async () => undefined),
    waiveWave: (run, wave, command) => say([command], (db) => recordWaivedWave(db, run, wave)),
    settle: (conclusions) => write((db) => settleUnknown(db, conclusions)),
    noteEvidence: (notes) => write((db) => recordEvidence(db, notes)),
    recordHealth: (records) => write((db) => recordHealth(db, records)),
  } satisfies Partial<Ledger>;
}
