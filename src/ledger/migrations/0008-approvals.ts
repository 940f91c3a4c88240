import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** An approval is the set of calls that was shown. What was approved as a run before is what of it is due by now. */
export async function approvals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('approvals')
    .addColumn('run', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('digest', 'text', required)
    .addPrimaryKeyConstraint('approvals_primary', ['run', 'key', 'digest'])
    .execute();
  await sql`
    insert into approvals (run, key, digest)
    select pending.run, pending.key, pending.digest from pending join runs on runs.id = pending.run
    where runs.approved_at is not null and pending.digest is not null`.execute(db);
  // What a run came to when it was recorded goes on counting, whatever leaves it without having been taken back.
  await sql`alter table runs add column calls integer not null default 0`.execute(db);
  await db.schema.alterTable('operator_commands').addColumn('approval', 'text').execute();
}
