import { type Approval, callId } from '../../model/approval.ts';
import type { PastCall, Run } from '../../model/run.ts';
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

/** Changes what these runs come to. */
export async function resizeRuns(db: Db, sizes: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, calls] of sizes) {
    await db.updateTable('runs').set({ calls }).where('id', '=', id).execute();
  }
}

/** Lets these calls of a run pass its budget, and nothing else of it. The time of the first approval stays. */
export async function approveCalls(db: Db, { run: id, calls }: Approval, at: number): Promise<void> {
  for (const chunk of chunksOf(calls, IN_ONE_INSERT)) {
    await db
      .insertInto('approvals')
      .values(chunk.map(({ key, digest }) => ({ run: id, key, digest })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db
    .updateTable('runs')
    .set({ approved_at: at })
    .where('id', '=', id)
    .where('approved_at', 'is', null)
    .execute();
}

/** What each source sent since a time, by the source's name. */
export async function readCallsSince(
  db: Db,
  since: number,
): Promise<ReadonlyMap<string, readonly PastCall[]>> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('runs', 'runs.id', 'attempts.run')
    .select(['runs.source', 'attempts.started_at as at', 'attempts.bytes'])
    .where('attempts.outcome', 'in', ['open', 'accepted', 'unknown'])
    .where('attempts.started_at', '>', since)
    .execute();
  return Map.groupBy(rows, ({ source }) => source);
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

/** The calls of each of these runs that were approved, as {@link callId}s; a run without any is left out. */
export async function readApprovals(
  db: Db,
  runs: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await readInChunks(runs, (chunk) =>
    db.selectFrom('approvals').selectAll().where('run', 'in', chunk).execute(),
  );
  const byRun = Map.groupBy(rows, ({ run }) => run);
  return new Map([...byRun].map(([run, own]) => [run, new Set(own.map(callId))]));
}

function toRun({ recorded_at, approved_at, ...run }: Row<'runs'>): Run {
  return { ...run, recordedAt: recorded_at, approvedAt: approved_at };
}

function toRow({ id, source, commit, recordedAt, approvedAt, calls }: Run): Row<'runs'> {
  return { id, source, commit, recorded_at: recordedAt, approved_at: approvedAt, calls };
}
