import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS, type Migration } from '../../../src/ledger/migrations/all.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { failureOf, ledgerFile, openIn, testFolder } from '../open-in.ts';

const addColumn: Migration = async (db) => {
  await db.schema.alterTable('runs').addColumn('note', 'text').execute();
};
const failHalfWay: Migration = async (db) => {
  await db.schema.alterTable('runs').addColumn('half', 'text').execute();
  await sql`insert into nowhere values (1)`.execute(db);
};

function readColumns(folder: string): string[] {
  const database = new DatabaseSync(ledgerFile(folder), { readOnly: true });
  const rows = database.prepare('select name from pragma_table_info(?)').all('runs');
  database.close();
  return rows.map(({ name }) => String(name));
}

async function usedFolder(): Promise<string> {
  const folder = testFolder();
  const ledger = await openIn(folder);
  const writer = await ledger.acquire('dpsync apply');
  await writer.intend(makeIntent());
  await ledger.close();
  return folder;
}

describe('a ledger of an older version', () => {
  it('is brought up to date, and keeps what it holds', async () => {
    const folder = await usedFolder();
    const ledger = await openIn(folder, { migrations: { ...MIGRATIONS, '0003-note': addColumn } });
    expect(await ledger.unsettled()).toMatchObject([{ key: makeIntent().key, outcome: 'open' }]);
    expect(readColumns(folder)).toContain('note');
    expect(await failureOf(openIn(folder))).toMatchObject({
      message: expect.stringContaining('was made by a newer dpsync'),
    });
  });

  it('stays as it was where a step fails, with every step before it', async () => {
    const folder = await usedFolder();
    const before = readFileSync(ledgerFile(folder));
    const migrations = { ...MIGRATIONS, '0003-note': addColumn, '0004-broken': failHalfWay };
    const { message, consequence } = await failureOf(openIn(folder, { migrations }));
    expect(message).toContain(
      `The ledger ${ledgerFile(folder)} could not be brought up to date (step 0004-broken), and is as it was: `,
    );
    expect(message).toContain('no such table: nowhere');
    expect(consequence).toBe('stop');
    expect(readColumns(folder)).not.toContain('note');
    expect(readFileSync(ledgerFile(folder)).equals(before)).toBe(true);
    const ledger = await openIn(folder);
    expect(await ledger.unsettled()).toHaveLength(1);
  });

  it('is not touched while an older dpsync writes to it', async () => {
    const folder = await usedFolder();
    const old = await openIn(folder);
    await old.acquire('dpsync run');
    const migrations = { ...MIGRATIONS, '0003-note': addColumn };
    expect(await failureOf(openIn(folder, { migrations }))).toMatchObject({
      message: expect.stringMatching(/is locked by ann@admin01 \(process \d+ on .*, "dpsync run"/),
    });
    expect(readColumns(folder)).not.toContain('note');
  });
});

describe('the tables', () => {
  it('refuse a second live attempt of an entry and digest, whoever writes it', async () => {
    const folder = await usedFolder();
    const database = new DatabaseSync(ledgerFile(folder));
    const columns =
      "run, key, site, package, group_name, group_key, digest, revision, 'commit', author, cause, actor";
    const copy = (outcome: string) =>
      database.exec(
        `insert into attempts (${columns.replaceAll("'", '"')}, writer, started_at, deadline, outcome, counts)
         select ${columns.replaceAll("'", '"')}, writer, started_at, deadline, '${outcome}', 1 from attempts where id = 1`,
      );
    for (const outcome of ['open', 'accepted', 'adopted', 'unknown']) {
      expect(() => copy(outcome)).toThrow('UNIQUE constraint failed: attempts.key, attempts.digest');
    }
    expect(() => copy('perhaps')).toThrow('CHECK constraint failed');
    copy('rejected');
    database.close();
  });
});
