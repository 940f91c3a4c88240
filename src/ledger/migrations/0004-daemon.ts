import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** Adds what sites hold, as the last round of calls found it, for whoever asks the ledger and no site. */
export async function daemon(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('holds')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('site', 'text', required)
    .addColumn('digest', 'text', required)
    .addColumn('held', 'text', required)
    .execute();
  await db.schema.createIndex('holds_site').on('holds').column('site').execute();
}
