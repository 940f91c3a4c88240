import type { Kysely } from 'kysely';

/** The newest runs of a source are found without a walk through all that ever were. */
export async function reports(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('runs_source').on('runs').columns(['source', 'recorded_at']).execute();
}
