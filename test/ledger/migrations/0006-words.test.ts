import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/ledger/migrations/all.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { ledgerFile, openIn, testFolder } from '../open-in.ts';

it('takes every word of before along to the one that stands for it now', async () => {
  const folder = testFolder();
  const before = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0006'));
  await (await openIn(folder, { migrations: before })).close();
  const { key, digest } = makeIntent('P01/P0100012/Branch');
  const database = new DatabaseSync(ledgerFile(folder));
  database.exec(
    `insert into attention (key, digest, run, since, trusted) values ('${key}', '${digest}', 'r1', 7, 1)`,
  );
  database.exec(`insert into passed_waves (run, wave) values ('r1', 2)`);
  database.exec(`insert into words (at, actor, word, target, reason)
    values (1, 'ada@desk', 'passWave', 'r1 --wave 2', null), (2, 'ada@desk', 'suspend', '*', 'CHG1')`);
  database.exec(`insert into holds (key, site, digest, held)
    values ('${key}', 'P01', '${digest}', '{"by":"site","remedy":"a text of before"}')`);
  database.close();
  const ledger = await openIn(folder);
  expect(await ledger.pending()).toEqual([{ key, digest, run: 'r1', since: 7, trusted: true }]);
  expect((await ledger.waivedWaves(['r1'])).get('r1')).toEqual(new Set([2]));
  expect((await ledger.history({})).commands).toEqual([
    { at: 2, actor: 'ada@desk', command: 'suspend', target: '*', reason: 'CHG1' },
    { at: 1, actor: 'ada@desk', command: 'waiveWave', target: 'r1 --wave 2', reason: null },
  ]);
  expect(await ledger.holds()).toEqual([]);
});
