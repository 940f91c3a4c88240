import { readInChunks } from '../chunks.ts';
import type { Db } from '../schema.ts';

/** The waves of each of these runs that an operator let pass; a run without any is left out. */
export async function readWaivedWaves(
  db: Db,
  runs: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const rows = await readInChunks(runs, (chunk) =>
    db.selectFrom('waived_waves').selectAll().where('run', 'in', chunk).execute(),
  );
  const byRun = Map.groupBy(rows, ({ run }) => run);
  return new Map([...byRun].map(([run, own]) => [run, new Set(own.map(({ wave }) => wave))]));
}

/** Lets a wave of a run pass. */
export async function recordWaivedWave(db: Db, run: string, wave: number): Promise<void> {
  await db
    .insertInto('waived_waves')
    .values({ run, wave })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
