import type { Attempt, Conclusion } from '../../model/attempt.ts';
import { Failure } from '../../model/failure.ts';
import { compileOnce } from '../compile-once.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { Db } from '../schema.ts';
import { toAttempt, toOutcomeRow } from './attempt-row.ts';
import { findAttempt } from './attempts.ts';
import { afterLateAnswer } from './late-answer.ts';

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
  await db.updateTable('attempts').set(toOutcomeRow(late)).where('id', '=', late.id).execute();
  return late;
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

/** The refusal of an answer to an attempt that this ledger never had. */
export function noAttempt(id: number): Failure {
  return new Failure(LEDGER_ERRORS.noAttempt, `There is no attempt ${id} in this ledger.`);
}
