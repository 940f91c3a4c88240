import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';
import { digestOf } from '../../model/digest.ts';
import { normalRevision } from '../../model/revision.ts';
import type { Db, Row } from '../schema.ts';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/**
 * What a document says is kept once, and no more with each of its entries; revisions are in their normal form, and with
 * them the digests: an attempt goes on standing for what its declaration means.
 */
export async function texts(db: Kysely<unknown>): Promise<void> {
  await normaliseAttempts(db as unknown as Db);
  await normaliseDeclarations(db as unknown as Db);
  await makeDocuments(db);
  await moveDeclarations(db);
}

type Table = 'attempts' | 'declarations';

/** What is recorded under a revision that is not in its normal form: none of it is in most ledgers. */
async function readOthers(db: Db, table: Table) {
  const revisions = await db.selectFrom(table).select('revision').distinct().execute();
  const others = revisions.filter(({ revision }) => revision !== normalRevision(revision));
  const rows: Pick<Row<Table>, 'id' | 'key' | 'site' | 'package' | 'group_name' | 'digest' | 'revision'>[] =
    [];
  for (const { revision } of others) {
    const found = db.selectFrom(table).where('revision', '=', revision).orderBy('id');
    rows.push(
      ...(await found.select(['id', 'key', 'site', 'package', 'group_name', 'digest', 'revision']).execute()),
    );
  }
  return rows.map((row) => {
    const entry = { site: row.site, package: row.package, group: row.group_name };
    return { ...row, revision: normalRevision(row.revision), normal: digestOf(entry, row.revision) };
  });
}

const ONCE = ['open', 'accepted', 'adopted', 'unknown'] as const;

async function normaliseAttempts(db: Db): Promise<void> {
  for (const { id, key, digest, normal, revision } of await readOthers(db, 'attempts')) {
    // Where both forms were sent, the one of before stays beside it: the normal one is on record all the same.
    const taken = await db
      .selectFrom('attempts')
      .select('id')
      .where('key', '=', key)
      .where('digest', '=', normal)
      .where('outcome', 'in', ONCE)
      .executeTakeFirst();
    const changed = taken ? { revision } : { revision, digest: normal };
    await db.updateTable('attempts').set(changed).where('id', '=', id).execute();
    await normaliseDue(db, key, digest, normal);
  }
}

async function normaliseDeclarations(db: Db): Promise<void> {
  for (const { id, key, digest, normal, revision } of await readOthers(db, 'declarations')) {
    await db.updateTable('declarations').set({ revision, digest: normal }).where('id', '=', id).execute();
    await normaliseDue(db, key, digest, normal);
  }
}

/** What is due stays in its run, approved or not. */
async function normaliseDue(
  db: Db,
  key: Row<'pending'>['key'],
  digest: Row<'holds'>['digest'],
  normal: Row<'holds'>['digest'],
): Promise<void> {
  for (const table of ['pending', 'holds'] as const) {
    await db
      .updateTable(table)
      .set({ digest: normal })
      .where('key', '=', key)
      .where('digest', '=', digest)
      .execute();
  }
  await sql`insert into approvals (run, key, digest)
    select run, key, ${normal} from approvals where key = ${key} and digest = ${digest}
    on conflict do nothing`.execute(db);
}

async function makeDocuments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('file_id', 'integer', (column) => column.notNull().references('files.id').onDelete('cascade'))
    .addColumn('name', 'text', required)
    .addColumn('labels', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('wave', 'bigint', required)
    .addColumn('suspend', 'integer', required)
    .addColumn('not_before', 'bigint')
    .addColumn('not_after', 'bigint')
    .execute();
  await db.schema.createIndex('documents_file').on('documents').column('file_id').execute();
  const said = sql`file_id, name, labels, reason, wave, suspend, not_before, not_after`;
  await sql`insert into documents (${said}) select distinct ${said} from declarations order by file_id`.execute(
    db,
  );
}

async function moveDeclarations(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('declarations').renameTo('declarations_of_before').execute();
  await db.schema.dropIndex('declarations_key').execute();
  await db.schema.dropIndex('declarations_file').execute();
  await db.schema
    .createTable('declarations')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('file_id', 'integer', (column) => column.notNull().references('files.id').onDelete('cascade'))
    .addColumn('document_id', 'integer', required)
    .addColumn('key', 'text', required)
    .addColumn('site', 'text', required)
    .addColumn('package', 'text', required)
    .addColumn('group_name', 'text', required)
    .addColumn('digest', 'text', required)
    .addColumn('revision', 'text', required)
    .addColumn('line', 'integer', required)
    .addColumn('column', 'integer', required)
    .execute();
  await sql`insert into declarations
      (id, file_id, document_id, key, site, package, group_name, digest, revision, line, "column")
    select one.id, one.file_id, documents.id, one.key, one.site, one.package, one.group_name, one.digest,
      one.revision, one.line, one."column"
    from declarations_of_before as one join documents on documents.file_id = one.file_id
      and documents.name = one.name and documents.labels = one.labels
      and documents.reason is not distinct from one.reason and documents.wave = one.wave
      and documents.suspend = one.suspend and documents.not_before is not distinct from one.not_before
      and documents.not_after is not distinct from one.not_after
    order by one.id`.execute(db);
  await db.schema.dropTable('declarations_of_before').execute();
  await db.schema.createIndex('declarations_key').on('declarations').column('key').execute();
  await db.schema.createIndex('declarations_file').on('declarations').column('file_id').execute();
}
