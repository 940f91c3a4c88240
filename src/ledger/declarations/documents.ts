// A reason may stand for a hundred thousand entries: kept with each of them, a file of a megabyte would fill the disk.
import type { Declaration } from '../../model/declaration.ts';
import { readInChunks } from '../chunks.ts';
import { readJson } from '../json.ts';
import type { Db, Row } from '../schema.ts';

/** What all entries of a document have in common. */
export type Document = Pick<
  Declaration,
  'name' | 'labels' | 'reason' | 'wave' | 'suspend' | 'notBefore' | 'notAfter'
>;

/** A document as it is kept. */
export type DocumentRow = Row<'documents'>;

/** A document to keep, and its entries. */
interface KeptDocument {
  readonly document: Omit<DocumentRow, 'id'>;
  readonly entries: readonly Declaration[];
}

/** The documents of a file's declarations. Neighbours that say the same are one. */
export function toDocuments(file: number, declarations: readonly Declaration[]): readonly KeptDocument[] {
  const kept: { document: KeptDocument['document']; entries: Declaration[] }[] = [];
  let before: Declaration | undefined;
  for (const declaration of declarations) {
    const current = kept.at(-1);
    if (current && before && saysTheSame(declaration, before)) current.entries.push(declaration);
    else kept.push({ document: toRow(file, declaration), entries: [declaration] });
    before = declaration;
  }
  return kept;
}

/** The number of the newest document. Only one writes at a time, and numbers go up from here. */
export async function lastDocument(db: Db): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}

/** Documents by their number. */
export async function readDocuments(
  db: Db,
  ids: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Document>> {
  const rows = await readInChunks([...ids], (chunk) =>
    db.selectFrom('documents').selectAll().where('id', 'in', chunk).execute(),
  );
  return new Map(rows.map((row) => [row.id, toDocument(row)]));
}

function saysTheSame(one: Document, other: Document): boolean {
  return (
    one.name === other.name &&
    one.reason === other.reason &&
    one.wave === other.wave &&
    one.suspend === other.suspend &&
    one.notBefore === other.notBefore &&
    one.notAfter === other.notAfter &&
    (one.labels === other.labels || JSON.stringify(one.labels) === JSON.stringify(other.labels))
  );
}

function toRow(file: number, document: Document): Omit<DocumentRow, 'id'> {
  const { name, labels, reason, wave, suspend, notBefore, notAfter } = document;
  return {
    file_id: file,
    name,
    labels: JSON.stringify(labels),
    reason,
    wave,
    suspend: suspend ? 1 : 0,
    not_before: notBefore,
    not_after: notAfter,
  };
}

function toDocument({ name, labels, reason, wave, suspend, not_before, not_after }: DocumentRow): Document {
  return {
    name,
    labels: readJson<[string, string][]>(labels),
    reason,
    wave,
    suspend: suspend === 1,
    notBefore: not_before,
    notAfter: not_after,
  };
}
