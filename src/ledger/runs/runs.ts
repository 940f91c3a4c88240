import type { Run } from '../../model/run.ts';
import { chunksOf, IN_ONE_INSERT, readInChunks } from '../chunks.ts';
import type { Db, Row } from '../schema.ts';

/** The runs with these ids, as far as there are any. */
export async function readRuns(db: Db, ids: readonly string[]): Promise<readonly Run[]> {
  const rows = await readInChunks(ids, (chunk) =>
    db.selectFrom('runs').selectAll().where('id', 'in', chunk).execute(),
  );
  return rows.map(toRun);
}

/** The newest runs of a source, by its name, newest first. */
export async function readNewestRuns(db: Db, source: string, limit: number): Promise<readonly Run[]> {
  const rows = await db
    .selectFrom('runs')
    .selectAll()
    .where('source', '=', source)
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRun);
}

/** Records new runs; one that is there already stays as it is. */
export async function recordRuns(db: Db, runs: readonly Run[]): Promise<void> {
  for (const chunk of chunksOf(runs, IN_ONE_INSERT)) {
    await db
      .insertInto('runs')
      .values(chunk.map(toRow))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

/** Lets a run pass its budget. The first approval stays. */
export async function approveRun(db: Db, id: string, at: number): Promise<void> {
  await db
    .updateTable('runs')
    .set({ approved_at: at })
    .where('id', '=', id)
    .where('approved_at', 'is', null)
    .execute();
}

/** How many different entries of each run have an attempt; a run without any is left out. */
export async function countCalled(db: Db, runs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await readInChunks(runs, (chunk) =>
    db
      .selectFrom('attempts')
      .select((query) => ['run', query.fn.count<number>('key').distinct().as('entries')])
      .where('run', 'in', chunk)
      .groupBy('run')
      .execute(),
  );
  return new Map(rows.map(({ run, entries }) => [run, Number(entries)]));
}

function toRun({ recorded_at, approved_at, ...run }: Row<'runs'>): Run {
  return { ...run, recordedAt: recorded_at, approvedAt: approved_at };
}

function toRow({ id, source, commit, recordedAt, approvedAt }: Run): Row<'runs'> {
  return { id, source, commit, recorded_at: recordedAt, approved_at: approvedAt };
}
