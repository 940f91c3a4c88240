import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const primary = (column: ColumnDefinitionBuilder) => column.primaryKey();
/** Never used twice, not even after its row is gone. */
const numbered = (column: ColumnDefinitionBuilder) => column.primaryKey().autoIncrement();

/** Makes the tables of the first version. Once released it never changes: what follows is a migration of its own. */
export async function first(db: Kysely<unknown>): Promise<void> {
  await makeIdentity(db);
  await makeSources(db);
  await makeDue(db);
  await makeAttempts(db);
}

async function makeIdentity(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('ledger').addColumn('id', 'text', primary).execute();
  await sql`insert into ledger (id) values (${crypto.randomUUID()})`.execute(db);
  await db.schema
    .createTable('writers')
    .addColumn('number', 'integer', numbered)
    .addColumn('actor', 'text', required)
    .addColumn('host', 'text', required)
    .addColumn('pid', 'integer', required)
    .addColumn('command', 'text', required)
    .addColumn('since', 'bigint', required)
    .execute();
  await db.schema
    .createTable('words')
    .addColumn('id', 'integer', numbered)
    .addColumn('at', 'bigint', required)
    .addColumn('actor', 'text', required)
    .addColumn('word', 'text', required)
    .addColumn('target', 'text', required)
    .addColumn('reason', 'text')
    .execute();
}

async function makeSources(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sources')
    .addColumn('id', 'text', primary)
    .addColumn('name', 'text', required)
    .addColumn('commit', 'text')
    .addColumn('read_under', 'text')
    .addColumn('released_at', 'bigint')
    .addColumn('quarantined', 'integer', required)
    .execute();
  await db.schema
    .createTable('files')
    .addColumn('id', 'integer', numbered)
    .addColumn('source_id', 'text', (column) => column.notNull().references('sources.id'))
    .addColumn('path', 'text', required)
    .addColumn('blob', 'text', required)
    .addColumn('commit', 'text', required)
    .addColumn('author', 'text', required)
    .addColumn('declares', 'integer', required)
    .addColumn('problems', 'text')
    .addColumn('skipped', 'text')
    .addUniqueConstraint('files_place', ['source_id', 'path'])
    .execute();
  await db.schema
    .createIndex('files_standing')
    .on('files')
    .columns(['source_id', 'path'])
    .where(sql<boolean>`problems is not null or skipped is not null`)
    .execute();
  await makeDeclarations(db);
}

async function makeDeclarations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('declarations')
    .addColumn('id', 'integer', numbered)
    .addColumn('file_id', 'integer', (column) => column.notNull().references('files.id').onDelete('cascade'))
    .addColumn('key', 'text', required)
    .addColumn('site', 'text', required)
    .addColumn('package', 'text', required)
    .addColumn('group_name', 'text', required)
    .addColumn('digest', 'text', required)
    .addColumn('revision', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('labels', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('wave', 'bigint', required)
    .addColumn('suspend', 'integer', required)
    .addColumn('not_before', 'bigint')
    .addColumn('not_after', 'bigint')
    .addColumn('line', 'integer', required)
    .addColumn('column', 'integer', required)
    .execute();
  await db.schema.createIndex('declarations_key').on('declarations').column('key').execute();
  await db.schema.createIndex('declarations_file').on('declarations').column('file_id').execute();
}

async function makeDue(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attention')
    .addColumn('key', 'text', primary)
    .addColumn('digest', 'text')
    .addColumn('run', 'text')
    .addColumn('since', 'bigint', required)
    .execute();
  await db.schema
    .createTable('runs')
    .addColumn('id', 'text', primary)
    .addColumn('source', 'text', required)
    .addColumn('commit', 'text', required)
    .addColumn('recorded_at', 'bigint', required)
    .addColumn('approved_at', 'bigint')
    .execute();
}

async function makeAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attempts')
    .addColumn('id', 'integer', numbered)
    .addColumn('run', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('site', 'text', required)
    .addColumn('package', 'text', required)
    .addColumn('group_name', 'text', required)
    .addColumn('group_key', 'text', required)
    .addColumn('digest', 'text', required)
    .addColumn('revision', 'text', required)
    .addColumn('group_id', 'text')
    .addColumn('commit', 'text', required)
    .addColumn('author', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('cause', 'text', required)
    .addColumn('actor', 'text', required)
    .addColumn('writer', 'integer', (column) => column.notNull().references('writers.number'))
    .addColumn('started_at', 'bigint', required)
    .addColumn('deadline', 'bigint', required)
    .addColumn('finished_at', 'bigint')
    .addColumn('outcome', 'text', required)
    .addColumn('finality', 'text')
    .addColumn('counts', 'integer', required)
    .addColumn('return_value', 'bigint')
    .addColumn('error', 'text')
    .addColumn('evidence', 'text')
    .addCheckConstraint(
      'attempts_outcome',
      sql`outcome in ('open', 'accepted', 'rejected', 'unknown', 'adopted')`,
    )
    .execute();
  await makeAtMostOnce(db);
  await db.schema.createIndex('attempts_key').on('attempts').column('key').execute();
  await db.schema.createIndex('attempts_run').on('attempts').columns(['run', 'key']).execute();
  await db.schema.createIndex('attempts_outcome').on('attempts').column('outcome').execute();
}

/** "At most once per entry and digest, for ever" is this index; everything else only explains a refusal. */
async function makeAtMostOnce(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('attempts_at_most_once')
    .unique()
    .on('attempts')
    .columns(['key', 'digest'])
    .where(sql<boolean>`outcome in ('open', 'accepted', 'adopted', 'unknown')`)
    .execute();
}
