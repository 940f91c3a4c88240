import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { partOf, sweepParts } from '../../../src/ledger/sqlite/backup-parts.ts';
import { failureOf, ledgerFile, openIn, testFolder } from '../open-in.ts';

const partsIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('.part'));

it('a copy that is killed half-way has no name, and what it left is swept by the next one', {
  timeout: 60_000,
}, async () => {
  const folder = testFolder();
  const copy = join(folder, 'copy.db');
  await (await openIn(folder)).close();
  const database = new DatabaseSync(ledgerFile(folder));
  database.exec(`create table ballast (bytes blob);
    with recursive count (n) as (select 1 union all select n + 1 from count where n < 15000)
    insert into ballast select randomblob(4000) from count`);
  database.close();
  const script = join(import.meta.dirname, 'copying-child.ts');
  const child = spawn(process.execPath, [script, ledgerFile(folder), join(folder, 'state'), copy]);
  const ended = once(child, 'exit');
  while (partsIn(folder).length === 0 && child.exitCode === null) await turn();
  child.kill('SIGKILL');
  await ended;
  expect(child.exitCode).toBeNull();
  expect(readdirSync(folder)).not.toContain('copy.db');
  expect(partsIn(folder).length).toBeGreaterThan(0);
  const ledger = await openIn(folder, { mode: 'read' });
  await ledger.backup(copy);
  expect(partsIn(folder)).toEqual([]);
  expect(readdirSync(folder)).toContain('copy.db');
});

it('only parts of dead processes of this machine are swept', () => {
  const folder = testFolder();
  const machine = hostname().replaceAll(/[^A-Za-z0-9-]/g, '_');
  const { pid: dead } = spawnSync(process.execPath, ['--version']);
  const own = partOf(join(folder, 'a.db'));
  expect(own).toContain(`a.db.${machine}.${process.pid}.`);
  const id = crypto.randomUUID();
  const kept = [
    `a.db.${machine}.${process.ppid}.${id}.part`,
    `a.db.another-machine.${dead}.${id}.part`,
    `a.db.${machine}.${dead}.part`,
    `video.${dead}.part`,
    'a.db',
  ];
  const swept = [
    `a.db.${machine}.${dead}.${id}.part`,
    `b.db.${machine}.${dead}.${id}.part-journal`,
    `c.db.${machine}.${process.pid}.${id}.part`,
  ];
  for (const name of [...kept, ...swept]) writeFileSync(join(folder, name), '');
  sweepParts(folder);
  expect(readdirSync(folder).toSorted()).toEqual(kept.toSorted());
});

it('a link that leads nowhere is not replaced', async () => {
  const folder = testFolder();
  const ledger = await openIn(folder);
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link.db'));
  expect(await failureOf(ledger.backup(join(folder, 'link.db')))).toMatchObject({
    message: expect.stringContaining('link.db is there already'),
  });
});
