import { type Kysely, sql } from 'kysely';

/** Tables, columns and values take the standard words that everything else speaks by now. */
export async function words(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('attention').renameTo('pending').execute();
  await db.schema.alterTable('passed_waves').renameTo('waived_waves').execute();
  await db.schema.alterTable('words').renameTo('operator_commands').execute();
  await db.schema.alterTable('operator_commands').renameColumn('word', 'command').execute();
  await sql`update operator_commands set command = 'waiveWave' where command = 'passWave'`.execute(db);
  await sql`update attempts set finality = 'permanent' where finality = 'forGood'`.execute(db);
  await sql`update attempts set finality = 'transient' where finality = 'forNow'`.execute(db);
  // What helps was a text in them and is data now; every site's next round of calls writes its holds anew.
  await sql`delete from holds`.execute(db);
}
