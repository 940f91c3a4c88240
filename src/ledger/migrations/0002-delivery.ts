import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const primary = (column: ColumnDefinitionBuilder) => column.primaryKey();

/** Adds what a call costs and what the site showed before it, whether it arrived, and what operators hold back or let pass. */
export async function delivery(db: Kysely<unknown>): Promise<void> {
  await widenAttempts(db);
  await indexAttempts(db);
  await makeHealth(db);
  await makeWords(db);
}

/** The widest column comes last: what stands before it is read without it. */
async function widenAttempts(db: Kysely<unknown>): Promise<void> {
  const wave = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
  await db.schema.alterTable('attempts').addColumn('wave', 'bigint', wave).execute();
  await db.schema.alterTable('attempts').addColumn('bytes', 'bigint').execute();
  await db.schema.alterTable('attempts').addColumn('points', 'integer').execute();
  await db.schema.alterTable('attempts').addColumn('snapshot', 'text').execute();
  // A run may be half through its waves: the declaration of the same digest knows best in which wave it was sent.
  await sql`
    update attempts set wave = coalesce((
      select max(declarations.wave) from declarations
      where declarations.key = attempts.key and declarations.digest = attempts.digest
    ), 0)`.execute(db);
}

/** Only on what an outcome does not change, but for one: an index that moves costs at every call. */
async function indexAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('attempts_package')
    .on('attempts')
    .columns(['site', 'package', 'started_at'])
    .execute();
  await db.schema
    .createIndex('attempts_group')
    .on('attempts')
    .column('site')
    .expression(sql`upper(group_id)`)
    .column('package')
    .execute();
  await db.schema.dropIndex('attempts_outcome').execute();
  await db.schema.createIndex('attempts_outcome').on('attempts').columns(['outcome', 'started_at']).execute();
}

async function makeHealth(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('health')
    .addColumn('attempt', 'integer', (column) => column.primaryKey().references('attempts.id'))
    .addColumn('health', 'text', required)
    .addColumn('distribution', 'text', required)
    .addColumn('checked_at', 'bigint', required)
    .addColumn('checks', 'integer', required)
    .addColumn('done', 'integer', required)
    .execute();
}

async function makeWords(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('suspensions')
    .addColumn('selector', 'text', primary)
    .addColumn('since', 'bigint', required)
    .addColumn('until', 'bigint')
    .addColumn('actor', 'text', required)
    .addColumn('reason', 'text')
    .execute();
  await db.schema
    .createTable('passed_waves')
    .addColumn('run', 'text', required)
    .addColumn('wave', 'bigint', required)
    .addPrimaryKeyConstraint('passed_waves_pair', ['run', 'wave'])
    .execute();
}
