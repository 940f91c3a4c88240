import type { PassRecord, SourceRecord } from '../ledger.ts';
import type { Db, Row } from '../schema.ts';

/** Every source that this ledger knows. */
export async function readSources(db: Db): Promise<readonly SourceRecord[]> {
  const rows = await db.selectFrom('sources').selectAll().orderBy('id').execute();
  return rows.map(toRecord);
}

/** Records the head of a pass. Its release stays as it was. */
export async function recordSource(
  db: Db,
  { id, name, commit, readUnder, unverified }: Omit<PassRecord['sources'][number], 'files' | 'removed'>,
): Promise<void> {
  const seen = { name, commit, read_under: readUnder, unverified };
  await db
    .insertInto('sources')
    .values({ id, ...seen, released_at: null, quarantined: 0 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(seen))
    .execute();
}

/** Ends the first run of these sources; one that had no pass yet is recorded under its id. */
export async function releaseSources(db: Db, ids: readonly string[], at: number): Promise<void> {
  for (const id of new Set(ids)) {
    const released = { released_at: at, quarantined: 0 };
    await db
      .insertInto('sources')
      .values({ id, name: id, commit: null, read_under: null, ...released })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(released))
      .execute();
  }
}

/** Takes every release back. Of `named` also those that have no record yet. */
export async function quarantineSources(
  db: Db,
  named: readonly Pick<SourceRecord, 'id' | 'name'>[],
): Promise<void> {
  const taken = { released_at: null, quarantined: 1 };
  await db.updateTable('sources').set(taken).execute();
  for (const { id, name } of named) {
    await db
      .insertInto('sources')
      .values({ id, name, commit: null, read_under: null, ...taken })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

function toRecord({ read_under, released_at, quarantined, ...source }: Row<'sources'>): SourceRecord {
  return {
    ...source,
    readUnder: read_under,
    releasedAt: released_at,
    quarantined: quarantined === 1,
  };
}
