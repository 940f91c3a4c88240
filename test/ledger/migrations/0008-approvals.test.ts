import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/ledger/migrations/all.ts';
import { callId } from '../../../src/model/approval.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { ledgerFile, openIn, testFolder } from '../open-in.ts';

it('takes an approved run for the calls that are due of it, and no other run for one', async () => {
  const folder = testFolder();
  const before = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0008'));
  await (await openIn(folder, { migrations: before })).close();
  const [due, other] = [makeIntent('P01/P0100012/Branch'), makeIntent('P01/P0100012/Head')];
  const database = new DatabaseSync(ledgerFile(folder));
  database.exec(`insert into runs (id, source, "commit", recorded_at, approved_at)
    values ('r1', 'content', 'c', 1, 2), ('r2', 'content', 'c', 1, null)`);
  database.exec(`insert into pending (key, digest, run, since, trusted)
    values ('${due.key}', '${due.digest}', 'r1', 7, 1), ('${other.key}', '${other.digest}', 'r2', 7, 1)`);
  database.close();
  const ledger = await openIn(folder);
  expect(await ledger.approvals(['r1', 'r2'])).toEqual(new Map([['r1', new Set([callId(due)])]]));
  expect(await ledger.runs(['r1'])).toMatchObject([{ approvedAt: 2, calls: 0 }]);
});
