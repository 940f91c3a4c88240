import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { first } from '../../../src/ledger/migrations/0001-first.ts';
import { delivery } from '../../../src/ledger/migrations/0002-delivery.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { ledgerFile, openIn, testFolder } from '../open-in.ts';

it('trusts what was planned while no signatures were asked for', async () => {
  const folder = testFolder();
  await (await openIn(folder, { migrations: { '0001-first': first, '0002-delivery': delivery } })).close();
  const { key, digest } = makeIntent('P01/P0100012/Branch');
  const database = new DatabaseSync(ledgerFile(folder));
  database.exec(`insert into sources (id, name, "commit", read_under, released_at, quarantined)
    values ('git:content', 'content', 'c0ffee', 'reader 1', 950, 0)`);
  database.exec(`insert into attention (key, digest, run, since) values ('${key}', '${digest}', 'r1', 7)`);
  database.close();
  const ledger = await openIn(folder);
  expect(await ledger.pending()).toEqual([{ key, digest, run: 'r1', since: 7, trusted: true }]);
  expect(await ledger.sources()).toMatchObject([{ commit: 'c0ffee', unverified: null }]);
});
