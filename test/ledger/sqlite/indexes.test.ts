// A ledger grows for years: what is asked at every pass must not walk through all that was ever done.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type CompiledQuery, Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { readingOf } from '../../../src/ledger/declarations/reading.ts';
import { MIGRATIONS } from '../../../src/ledger/migrations/all.ts';
import { migrate } from '../../../src/ledger/migrations/migrate.ts';
import type { Tables } from '../../../src/ledger/schema.ts';
import { sqliteDialect } from '../../../src/ledger/sqlite/dialect.ts';
import type { PackageId, SiteCode } from '../../../src/model/entry.ts';
import { makeIntent } from '../../make/noun/attempt.ts';

type Reading = ReturnType<typeof readingOf>;

const site = 'P01' as SiteCode;
const packages = ['P0100012' as PackageId, 'P0100099' as PackageId];
const pairs = packages.map((id) => ({ groupId: '{A}', package: id }));

it.each<[index: string, read: (reading: Reading) => Promise<unknown>]>([
  [
    'attempts_key (key=?)',
    (reading) => reading.attempts([makeIntent().key, makeIntent('P01/P0100099/Lab').key]),
  ],
  ['attempts_outcome (outcome=?)', (reading) => reading.unsettled()],
  [
    'attempts_package (site=? AND package=? AND started_at>?)',
    (reading) => reading.attemptsOfPackages(site, packages, 5),
  ],
  ['attempts_group (site=? AND <expr>=? AND package=?)', (reading) => reading.attemptsOfGroups(site, pairs)],
  ['runs_source (source=?)', (reading) => reading.newestRuns('content', 50)],
  ['attempts_run (run=?)', (reading) => reading.attemptsOfRuns(['r1', 'r2'])],
  ['attempts_outcome (outcome=? AND started_at>?)', (reading) => reading.undelivered(5)],
])('%s is what a read goes by', async (index, read) => {
  const database = new DatabaseSync(':memory:');
  const asked: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: sqliteDialect(database, ':memory:'),
    log: ({ query }) => void asked.push(query),
  });
  await migrate(db, { place: ':memory:', migrations: MIGRATIONS, now: 1 });
  asked.length = 0;
  await read(readingOf(db));
  const plans = asked.flatMap(({ sql, parameters }) => {
    const values = parameters as readonly SQLInputValue[];
    return database.prepare(`explain query plan ${sql}`).all(...values);
  });
  const steps = plans.map(({ detail }) => String(detail));
  expect(steps).toContainEqual(expect.stringContaining(index));
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  database.close();
});
