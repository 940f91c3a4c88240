import type { TextProblem } from '../model/problem.ts';
import { chunksOf, IN_ONE_INSERT, IN_ONE_LIST, readInChunks } from './chunks.ts';
import { readJson } from './json.ts';
import type { FileRecord } from './ledger.ts';
import type { Db, Row } from './schema.ts';

/** Path → blob id of every recorded file of a source. */
export async function readTree(db: Db, sourceId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('files')
    .select(['path', 'blob'])
    .where('source_id', '=', sourceId)
    .execute();
  return new Map(rows.map(({ path, blob }) => [path, blob]));
}

/** The records of these files, as far as there are any. */
export async function readFiles(db: Db, sourceId: string, paths: readonly string[]): Promise<FileRecord[]> {
  const rows = await readInChunks(paths, (chunk) =>
    db.selectFrom('files').selectAll().where('source_id', '=', sourceId).where('path', 'in', chunk).execute(),
  );
  return rows.map(toRecord);
}

/** Files with a problem, and skipped ones. */
export async function readStanding(db: Db, sourceId: string): Promise<FileRecord[]> {
  const rows = await db
    .selectFrom('files')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where(({ or, eb }) => or([eb('problems', 'is not', null), eb('skipped', 'is not', null)]))
    .orderBy('path')
    .execute();
  return rows.map(toRecord);
}

/** Records files, new or changed, and gives the number of each by its path. */
export async function recordFiles(
  db: Db,
  sourceId: string,
  files: readonly FileRecord[],
): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>();
  for (const chunk of chunksOf(files, IN_ONE_INSERT)) {
    const rows = await db
      .insertInto('files')
      .values(chunk.map((file) => toRow(sourceId, file)))
      .onConflict((conflict) =>
        conflict.columns(['source_id', 'path']).doUpdateSet((query) => ({
          blob: query.ref('excluded.blob'),
          commit: query.ref('excluded.commit'),
          author: query.ref('excluded.author'),
          declares: query.ref('excluded.declares'),
          problems: query.ref('excluded.problems'),
          skipped: query.ref('excluded.skipped'),
        })),
      )
      .returning(['id', 'path'])
      .execute();
    for (const { id, path } of rows) numbers.set(path, id);
  }
  return numbers;
}

/** Forgets files, and with them what they declared. */
export async function removeFiles(db: Db, sourceId: string, paths: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(paths, IN_ONE_LIST)) {
    await db.deleteFrom('files').where('source_id', '=', sourceId).where('path', 'in', chunk).execute();
  }
}

function toRow(sourceId: string, file: FileRecord): Omit<Row<'files'>, 'id'> {
  const { path, blob, commit, author, declares, problems, skipped } = file;
  return {
    source_id: sourceId,
    path,
    blob,
    commit,
    author,
    declares: declares ? 1 : 0,
    problems: problems.length > 0 ? JSON.stringify(problems) : null,
    skipped,
  };
}

function toRecord({ path, blob, commit, author, declares, problems, skipped }: Row<'files'>): FileRecord {
  return {
    path,
    blob,
    commit,
    author,
    declares: declares === 1,
    problems: problems === null ? [] : readJson<TextProblem[]>(problems),
    skipped,
  };
}
