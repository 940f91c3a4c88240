import type { Kysely } from 'kysely';

/** Writers and operator commands can be told from those that another copy of this ledger made under the same number. */
export async function tokens(db: Kysely<unknown>): Promise<void> {
  for (const table of ['writers', 'operator_commands']) {
    await db.schema
      .alterTable(table)
      .addColumn('token', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  }
}
