import type { EntryKey } from '../../model/entry.ts';
import { chunksOf, IN_ONE_INSERT, IN_ONE_LIST } from '../chunks.ts';
import type { PendingEntry } from '../ledger.ts';
import type { Db, Row } from '../schema.ts';

/** Every entry that a pass looks at although nothing about it changed. */
export async function readPending(db: Db): Promise<readonly PendingEntry[]> {
  const rows = await db.selectFrom('pending').selectAll().orderBy('key').execute();
  return rows.map((row) => ({ ...row, trusted: row.trusted === 1 }));
}

/** Makes entries pending, or changes why they are. */
export async function setPending(db: Db, rows: readonly PendingEntry[]): Promise<void> {
  for (const chunk of chunksOf(rows, IN_ONE_INSERT)) {
    await db
      .insertInto('pending')
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

/** Makes entries pending no more. */
export async function clearPending(db: Db, keys: readonly EntryKey[]): Promise<void> {
  for (const chunk of chunksOf(keys, IN_ONE_LIST)) {
    await db.deleteFrom('pending').where('key', 'in', chunk).execute();
  }
}

function toRow({ key, digest, run, since, trusted }: PendingEntry): Row<'pending'> {
  return { key, digest, run, since, trusted: trusted ? 1 : 0 };
}
