import type { EntryKey } from '../model/entry.ts';
import { chunksOf, IN_ONE_INSERT, IN_ONE_LIST } from './chunks.ts';
import type { Attention } from './ledger.ts';
import type { Db } from './schema.ts';

/** Every entry that a pass looks at although nothing about it changed. */
export async function readAttention(db: Db): Promise<readonly Attention[]> {
  return db.selectFrom('attention').selectAll().orderBy('key').execute();
}

/** Puts entries under attention, or changes why they are. */
export async function setAttention(db: Db, rows: readonly Attention[]): Promise<void> {
  for (const chunk of chunksOf(rows, IN_ONE_INSERT)) {
    await db
      .insertInto('attention')
      .values(chunk.map(({ key, digest, run, since }) => ({ key, digest, run, since })))
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((query) => ({
          digest: query.ref('excluded.digest'),
          run: query.ref('excluded.run'),
          since: query.ref('excluded.since'),
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
