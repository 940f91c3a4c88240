import type { Suspension } from '../../model/suspension.ts';
import { chunksOf, IN_ONE_LIST } from '../chunks.ts';
import type { Db } from '../schema.ts';

/** Every suspension that was not taken back, oldest first. */
export async function readSuspensions(db: Db): Promise<readonly Suspension[]> {
  return db.selectFrom('suspensions').selectAll().orderBy('since').orderBy('selector').execute();
}

/** Records a suspension in the place of what was said of its selector before. */
export async function recordSuspension(db: Db, suspension: Suspension): Promise<void> {
  const { selector, ...said } = suspension;
  await db
    .insertInto('suspensions')
    .values({ selector, ...said })
    .onConflict((conflict) => conflict.column('selector').doUpdateSet(said))
    .execute();
}

/** Takes suspensions back, by their selectors. */
export async function removeSuspensions(db: Db, selectors: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(selectors, IN_ONE_LIST)) {
    await db.deleteFrom('suspensions').where('selector', 'in', chunk).execute();
  }
}
