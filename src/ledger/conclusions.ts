import type { Attempt, Conclusion } from '../model/attempt.ts';
import { showEntry } from '../model/entry.ts';
import { Failure } from '../model/failure.ts';
import { findAttempt, toAttempt, toOutcomeRow } from './attempts.ts';
import { compileOnce } from './compile-once.ts';
import { afterLateAnswer } from './late-answer.ts';
import type { Db } from './schema.ts';

const end = compileOnce((db, { id, ...outcome }: { readonly id: number } & ReturnType<typeof toOutcomeRow>) =>
  db
    .updateTable('attempts')
    .set(outcome)
    .where('id', '=', id)
    .where('outcome', 'in', ['open', 'unknown'])
    .returningAll(),
);

/** Records an outcome and gives the attempt as it now stands; a Failure, as a value, where there is no such attempt. */
export async function recordConclusion(db: Db, conclusion: Conclusion): Promise<Attempt | Failure> {
  const { rows } = await db.executeQuery(end(db, { id: conclusion.id, ...toOutcomeRow(conclusion) }));
  return rows[0] ? toAttempt(rows[0]) : recordLate(db, conclusion);
}

async function recordLate(db: Db, conclusion: Conclusion): Promise<Attempt | Failure> {
  const attempt = await findAttempt(db, conclusion.id);
  if (!attempt) return noAttempt(conclusion.id);
  const late = afterLateAnswer(attempt, conclusion, await isTaken(db, attempt));
  await write(db, late);
  return late;
}

/** Settles unknown attempts by an operator's word: all of them, or a Failure. `living` is the writer that holds the lock. */
export async function settle(
  db: Db,
  conclusions: readonly Conclusion[],
  living: number | undefined,
): Promise<void> {
  for (const conclusion of conclusions) {
    const attempt = await findAttempt(db, conclusion.id);
    if (!attempt) throw noAttempt(conclusion.id);
    const nobodys = attempt.outcome === 'open' && attempt.writer !== living;
    if (attempt.outcome !== 'unknown' && !nobodys) throw notUnknown(attempt);
    await write(db, conclusion);
  }
}

/** Makes every open attempt unknown: for a new writer, whose lock shows that nobody waits for their answers. */
export async function recoverAbandoned(db: Db, now: number): Promise<void> {
  const text = "The process ended before the site's answer was recorded.";
  await db
    .updateTable('attempts')
    .set({
      outcome: 'unknown',
      finished_at: now,
      error: JSON.stringify({ code: 'DPS2540', message: text }),
      evidence: JSON.stringify({ by: 'recovery', text }),
    })
    .where('outcome', '=', 'open')
    .execute();
}

async function write(db: Db, ending: Pick<Attempt, keyof Conclusion>): Promise<void> {
  await db.updateTable('attempts').set(toOutcomeRow(ending)).where('id', '=', ending.id).execute();
}

/** Whether another attempt of this entry and digest stands in the way. */
async function isTaken(db: Db, { id, key, digest }: Attempt): Promise<boolean> {
  const other = await db
    .selectFrom('attempts')
    .select('id')
    .where('key', '=', key)
    .where('digest', '=', digest)
    .where('outcome', '!=', 'rejected')
    .where('id', '!=', id)
    .executeTakeFirst();
  return other !== undefined;
}

function noAttempt(id: number): Failure {
  return new Failure('DPS2523', `There is no attempt ${id} in this ledger.`, 'stop');
}

function notUnknown(attempt: Attempt): Failure {
  const state = attempt.outcome === 'open' ? 'in flight' : attempt.outcome;
  const message = `${showEntry(attempt.entry)} (attempt ${attempt.id}) is ${state} by now: there is nothing to settle, and nothing was recorded.`;
  return new Failure('DPS2524', message, 'stop');
}
