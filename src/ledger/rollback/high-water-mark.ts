import type { Db } from '../schema.ts';

/** How far a ledger had come. Attempts and writers are only ever added, so an older copy has smaller numbers. */
export interface HighWaterMark {
  /** The ledger's own id. */
  readonly ledger: string;
  /** Its newest attempt; 0 where there is none. */
  readonly attempt: number;
  /** Its newest writer; 0 where there is none. */
  readonly writer: number;
}

/** Which ledger this is, and how far it has come. */
export async function readHighWaterMark(db: Db): Promise<HighWaterMark> {
  const row = await db
    .selectFrom('ledger')
    .select((query) => [
      'ledger.id',
      query
        .selectFrom('attempts')
        .select((of) => of.fn.max('attempts.id').as('newest'))
        .as('attempt'),
      query
        .selectFrom('writers')
        .select((of) => of.fn.max('writers.number').as('newest'))
        .as('writer'),
    ])
    .executeTakeFirstOrThrow();
  return { ledger: row.id, attempt: row.attempt ?? 0, writer: row.writer ?? 0 };
}
