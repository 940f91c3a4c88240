import type { Health } from '../../model/views/status.ts';
import { IN_ONE_LIST } from '../chunks.ts';
import type { Db } from '../schema.ts';

/** How many entries these sources declare. Cheaper than to read them. */
export async function countDeclared(db: Db, sourceIds: readonly string[]): Promise<number> {
  const row = await db
    .selectFrom('declarations')
    .innerJoin('files', 'files.id', 'declarations.file_id')
    .where('files.source_id', 'in', sourceIds.slice(0, IN_ONE_LIST))
    .select(({ fn }) => fn.count('declarations.key').distinct().as('entries'))
    .executeTakeFirst();
  return Number(row?.entries ?? 0);
}

/** How many entries there are of each health, by the last call that the site took. */
export async function countHealth(db: Db): Promise<Readonly<Partial<Record<Health, number>>>> {
  const rows = await db
    .selectFrom('health')
    .where('attempt', 'in', (newest) =>
      newest
        .selectFrom('attempts')
        .where('outcome', 'in', ['accepted', 'adopted'])
        .groupBy('key')
        .select(({ fn }) => fn.max('id').as('id')),
    )
    .groupBy('health')
    .select(({ fn }) => ['health', fn.countAll().as('entries')])
    .execute();
  return Object.fromEntries(rows.map(({ health, entries }) => [health, Number(entries)]));
}
