import type { Declaration } from '../../model/declaration.ts';
import type { EntryKey } from '../../model/entry.ts';
import { chunksOf, IN_ONE_INSERT, IN_ONE_LIST, readInChunks } from '../chunks.ts';
import { readJson } from '../json.ts';
import type { DeclarationRecord } from '../ledger.ts';
import type { Db, Row } from '../schema.ts';

/** What these files declared when they had no problem. */
export async function readDeclarationsOfFiles(
  db: Db,
  sourceId: string,
  paths: readonly string[],
): Promise<DeclarationRecord[]> {
  const rows = await readInChunks(paths, (chunk) =>
    declared(db).where('files.source_id', '=', sourceId).where('files.path', 'in', chunk).execute(),
  );
  return rows.map(toRecord);
}

/** Every place where these sources declare one of these entries. */
export async function readDeclarationsOfEntries(
  db: Db,
  sourceIds: readonly string[],
  keys: readonly EntryKey[],
): Promise<DeclarationRecord[]> {
  const rows = await readInChunks(keys, (chunk) =>
    declared(db).where('declarations.key', 'in', chunk).execute(),
  );
  // Not in the query: an engine would rather walk through every file of the sources than look up the entries.
  return rows.filter((row) => sourceIds.includes(row.source_id)).map(toRecord);
}

/** Every entry that these sources declare, once. */
export async function readDeclaredKeys(db: Db, sourceIds: readonly string[]): Promise<EntryKey[]> {
  if (sourceIds.length === 0) return [];
  const rows = await db
    .selectFrom('declarations')
    .innerJoin('files', 'files.id', 'declarations.file_id')
    .select('declarations.key')
    .distinct()
    .where('files.source_id', 'in', sourceIds)
    .orderBy('declarations.key')
    .execute();
  return rows.map(({ key }) => key);
}

/** A file, by the number that the ledger gave it, and what it declares now. */
interface DeclaringFile {
  readonly number: number;
  readonly declarations: readonly Declaration[];
}

/** Puts what files declare now in the place of what they declared before. */
export async function replaceDeclarations(db: Db, files: readonly DeclaringFile[]): Promise<void> {
  for (const chunk of chunksOf(files, IN_ONE_LIST)) {
    const numbers = chunk.map(({ number }) => number);
    await db.deleteFrom('declarations').where('file_id', 'in', numbers).execute();
    const rows = chunk.flatMap(({ number, declarations }) => declarations.map((one) => toRow(number, one)));
    for (const part of chunksOf(rows, IN_ONE_INSERT)) {
      await db.insertInto('declarations').values(part).execute();
    }
  }
}

/** Declarations with what their files say of them, in the order in which they were written. */
function declared(db: Db) {
  return db
    .selectFrom('declarations')
    .innerJoin('files', 'files.id', 'declarations.file_id')
    .selectAll('declarations')
    .select(['files.source_id', 'files.path', 'files.commit', 'files.author', 'files.problems'])
    .orderBy('declarations.id');
}

type DeclaredRow = Row<'declarations'> &
  Pick<Row<'files'>, 'source_id' | 'path' | 'commit' | 'author' | 'problems'>;

function toRecord(row: DeclaredRow): DeclarationRecord {
  return {
    sourceId: row.source_id,
    file: row.path,
    commit: row.commit,
    author: row.author,
    outdated: row.problems !== null,
    key: row.key,
    entry: { site: row.site, package: row.package, group: row.group_name },
    digest: row.digest,
    revision: row.revision,
    name: row.name,
    labels: readJson<[string, string][]>(row.labels),
    reason: row.reason,
    wave: row.wave,
    suspend: row.suspend === 1,
    notBefore: row.not_before,
    notAfter: row.not_after,
    line: row.line,
    column: row.column,
  };
}

function toRow(file: number, declaration: Declaration): Omit<Row<'declarations'>, 'id'> {
  const { key, entry, digest, revision, name, labels, reason, wave, suspend, line, column } = declaration;
  return {
    file_id: file,
    key,
    site: entry.site,
    package: entry.package,
    group_name: entry.group,
    digest,
    revision,
    name,
    labels: JSON.stringify(labels),
    reason,
    wave,
    suspend: suspend ? 1 : 0,
    not_before: declaration.notBefore,
    not_after: declaration.notAfter,
    line,
    column,
  };
}
