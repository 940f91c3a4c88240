import type { Attempt, Intent } from '../../model/attempt.ts';
import { chunksOf, IN_ONE_INSERT } from '../chunks.ts';
import { compileOnce } from '../compile-once.ts';
import { clearPending } from '../declarations/pending.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import type { Db } from '../schema.ts';
import { toAttempt, toNewRow } from './attempt-row.ts';

const open = compileOnce((db, row: ReturnType<typeof toNewRow>) =>
  db
    .insertInto('attempts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll(),
);

/** Opens an attempt; undefined where one stands in the way that is open, accepted, adopted or unknown. */
export async function recordIntent(db: Db, intent: Intent, writer: number): Promise<Attempt | undefined> {
  const { rows } = await db.executeQuery(open(db, toNewRow(intent, writer, 'open')));
  return rows[0] && toAttempt(rows[0]);
}

/** Records entries as applied without a call, but those where an attempt stands in the way. */
export async function recordAdopted(db: Db, intents: readonly Intent[], writer: number): Promise<void> {
  for (const chunk of chunksOf(intents, IN_ONE_INSERT)) {
    const adopted = await db
      .insertInto('attempts')
      .values(chunk.map((intent) => toNewRow(intent, writer, 'adopted')))
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .execute();
    await clearPending(
      db,
      adopted.map(({ key }) => key),
    );
  }
}

/** Takes intents back whose calls may not leave: surely not sent, and no retry is used up. */
export async function withdrawIntents(db: Db, ids: readonly number[], now: number): Promise<void> {
  const error = {
    code: LEDGER_ERRORS.takenBack.code,
    message: 'Not sent: what this machine has seen of the ledger could not be kept.',
  };
  await db
    .updateTable('attempts')
    .set({
      outcome: 'rejected',
      finality: 'transient',
      counts: 0,
      finished_at: now,
      error: JSON.stringify(error),
    })
    .where('id', 'in', ids)
    .execute();
}
