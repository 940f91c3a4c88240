// How an outcome that nobody knows becomes known: by an operator or by the site, and never by another call.
import type { Attempt, Conclusion, Evidence } from '../../model/attempt.ts';
import { showEntry } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { Db } from '../schema.ts';
import { toAttempt, toOutcomeRow } from './attempt-row.ts';
import { findAttempt } from './attempts.ts';
import { noAttempt } from './conclusions.ts';

/** Makes every open attempt unknown: for a new writer, whose lock shows that nobody waits for their answers. */
export async function recoverAbandoned(db: Db, now: number): Promise<void> {
  const text = "The process ended before the site's answer was recorded.";
  await db
    .updateTable('attempts')
    .set({
      outcome: 'unknown',
      finished_at: now,
      error: JSON.stringify({ code: LEDGER_ERRORS.answerUnrecorded.code, message: text }),
      evidence: JSON.stringify({ by: 'recovery', text }),
    })
    .where('outcome', '=', 'open')
    .execute();
}

/** Settles unknown attempts by an operator command: all of them, or a Failure. `living` is the writer that holds the lock. */
export async function resolveUnknown(
  db: Db,
  conclusions: readonly Conclusion[],
  living: number | undefined,
): Promise<void> {
  for (const conclusion of conclusions) {
    const attempt = await findAttempt(db, conclusion.id);
    if (!attempt) throw noAttempt(conclusion.id);
    const nobodys = attempt.outcome === 'open' && attempt.writer !== living;
    if (attempt.outcome !== 'unknown' && !nobodys) throw notUnknown(attempt);
    await db.updateTable('attempts').set(toOutcomeRow(conclusion)).where('id', '=', conclusion.id).execute();
  }
}

/** Accepts unknown attempts by what the site shows. Gives those that were unknown until now. */
export async function settleUnknown(db: Db, conclusions: readonly Conclusion[]): Promise<Attempt[]> {
  const settled: Attempt[] = [];
  for (const conclusion of conclusions) {
    // What the site does not show may still come: a rejection from here would let the call be repeated.
    if (conclusion.outcome !== 'accepted') throw new Error('only an acceptance settles an unknown attempt');
    const row = await db
      .updateTable('attempts')
      .set(toOutcomeRow(conclusion))
      .where('id', '=', conclusion.id)
      .where('outcome', '=', 'unknown')
      .returningAll()
      .executeTakeFirst();
    if (row) settled.push(toAttempt(row));
  }
  return settled;
}

/** Keeps why attempts stay unknown; one that is settled by now keeps what settled it. */
export async function recordEvidence(
  db: Db,
  notes: readonly { readonly id: number; readonly evidence: Evidence }[],
): Promise<void> {
  for (const { id, evidence } of notes) {
    await db
      .updateTable('attempts')
      .set({ evidence: JSON.stringify(evidence) })
      .where('id', '=', id)
      .where('outcome', '=', 'unknown')
      .execute();
  }
}

function notUnknown(attempt: Attempt): Failure {
  const state = attempt.outcome === 'open' ? 'in flight' : attempt.outcome;
  const message = `${showEntry(attempt.entry)} (attempt ${attempt.id}) is ${state} by now: there is nothing to settle, and nothing was recorded.`;
  return new Failure(LEDGER_ERRORS.settled, message);
}
