import type { Declaration } from '../../model/declaration.ts';
import type { EntryKey } from '../../model/entry.ts';
import { chunksOf, IN_ONE_INSERT, IN_ONE_LIST, readInChunks } from '../chunks.ts';
import type { DeclarationRecord } from '../ledger.ts';
import type { Db, Row } from '../schema.ts';
import { type Document, type DocumentRow, lastDocument, readDocuments, toDocuments } from './documents.ts';

/** What these files declared when they had no problem. */
export async function readDeclarationsOfFiles(
  db: Db,
  sourceId: string,
  paths: readonly string[],
): Promise<DeclarationRecord[]> {
  const rows = await readInChunks(paths, (chunk) =>
    declared(db).where('files.source_id', '=', sourceId).where('files.path', 'in', chunk).execute(),
  );
  return toRecords(db, rows);
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
  return toRecords(
    db,
    rows.filter((row) => sourceIds.includes(row.source_id)),
  );
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
  let last = await lastDocument(db);
  for (const chunk of chunksOf(files, IN_ONE_LIST)) {
    const numbers = chunk.map(({ number }) => number);
    await db.deleteFrom('declarations').where('file_id', 'in', numbers).execute();
    await db.deleteFrom('documents').where('file_id', 'in', numbers).execute();
    const documents: DocumentRow[] = [];
    const rows: Omit<Row<'declarations'>, 'id'>[] = [];
    for (const { number, declarations } of chunk) {
      for (const { document, entries } of toDocuments(number, declarations)) {
        last += 1;
        documents.push({ id: last, ...document });
        for (const one of entries) rows.push(toRow(number, last, one));
      }
    }
    for (const part of chunksOf(documents, IN_ONE_INSERT)) {
      await db.insertInto('documents').values(part).execute();
    }
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

/** What a document says is read once: its entries share the texts. */
async function toRecords(db: Db, rows: readonly DeclaredRow[]): Promise<DeclarationRecord[]> {
  const documents = await readDocuments(db, new Set(rows.map((row) => row.document_id)));
  return rows.flatMap((row) => {
    const document = documents.get(row.document_id);
    return document ? [toRecord(row, document)] : [];
  });
}

function toRecord(row: DeclaredRow, document: Document): DeclarationRecord {
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
    ...document,
    line: row.line,
    column: row.column,
  };
}

function toRow(file: number, document: number, declaration: Declaration): Omit<Row<'declarations'>, 'id'> {
  const { key, entry, digest, revision, line, column } = declaration;
  return {
    file_id: file,
    document_id: document,
    key,
    site: entry.site,
    package: entry.package,
    group_name: entry.group,
    digest,
    revision,
    line,
    column,
  };
}
