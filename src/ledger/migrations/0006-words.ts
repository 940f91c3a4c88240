import { type Kysely, sql } from 'kysely';

/** Tables, columns and values take the standard words that everything else speaks by now. */
export async function words(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('attention').renameTo('pending').execute();
  await db.schema.alterTable('passed_waves').renameTo('waived_waves').execute();
  await sql`update attempts set finality = 'permanent' where finality = 'forGood'`.execute(db);
  await sql`update attempts set finality = 'transient' where finality = 'forNow'`.execute(db);
}
