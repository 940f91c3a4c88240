import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/ledger/migrations/all.ts';
import { makeCommand } from '../../make/noun/command.ts';
import { ledgerFile, openIn, testFolder } from '../open-in.ts';

it('gives what comes after it a token that no other copy has, and leaves what was before without', async () => {
  const folder = testFolder();
  const before = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0007'));
  await (await openIn(folder, { migrations: before })).close();
  const database = new DatabaseSync(ledgerFile(folder));
  database.exec("insert into writers (actor, host, pid, command, since) values ('a', 'h', 1, 'c', 1)");
  database.exec("insert into operator_commands (at, actor, command, target) values (1, 'a', 'suspend', '*')");
  const ledger = await openIn(folder);
  await ledger.acquire('dpsync apply');
  await ledger.say(makeCommand());
  await ledger.say(makeCommand());
  const tokens = (table: string) =>
    database
      .prepare(`select token from ${table} order by 1`)
      .all()
      .map(({ token }) => String(token));
  expect(tokens('writers')).toEqual(['', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  expect(new Set(tokens('operator_commands')).size).toBe(3);
  database.close();
});
