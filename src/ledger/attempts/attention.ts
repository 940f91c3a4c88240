import type { EntryKey } from '../../model/entry.ts';
import { chunksOf, IN_ONE_INSERT, IN_ONE_LIST } from '../chunks.ts';
import type { Attention } from '../ledger.ts';
import type { Db, Row } from '../schema.ts';

/** Every entry that a pass looks at although nothing about it changed. */
export async function readAttention(db: Db): Promise<readonly Attention[]> {
  const rows = await db.selectFrom('attention').selectAll().orderBy('key').execute();
  return rows.map((row) => ({ ...row, trusted: row.trusted === 1 }));
}

/** Puts entries under attention, or changes why they are. */
export async function setAttention(db: Db, rows: readonly Attention[]): Promise<void> {
  for (const chunk of chunksOf(rows, IN_ONE_INSERT)) {
    await db
      .insertInto('attention')
      .values(chunk.map(toRow))
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((query) => ({
          digest: query.ref('excluded.digest'),
          run: query.ref('excluded.run'),
          since: query.ref('excluded.since'),
          trusted: query.ref('excluded.trusted'),
        })),
      )
      .execute();
  }
}

/** Takes entries out of attention. */
export async function clearAttention(db: Db, keys: readonly EntryKey[]): Promise<void> {
  for (const chunk of chunksOf(keys, IN_ONE_LIST)) {
    await db.deleteFrom('attention').where('key', 'in', chunk).execute();
  }
}

function toRow({ key, digest, run, since, trusted }: Attention): Row<'attention'> {
  return { key, digest, run, since, trusted: trusted ? 1 : 0 };
}
