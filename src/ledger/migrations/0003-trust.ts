import type { Kysely } from 'kysely';

/** Adds whether the head of a source is signed as it should be, and which of the entries due were planned from such a head. */
export async function trust(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sources').addColumn('unverified', 'text').execute();
  // Signatures were not asked for until now: what is planned stays.
  await db.schema
    .alterTable('attention')
    .addColumn('trusted', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
}
