import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/ledger/migrations/all.ts';
import { makeIntent } from '../make/noun/attempt.ts';
import { makeCommand } from '../make/noun/command.ts';
import { makeConclusion } from '../make/noun/conclusion.ts';
import { makeDeclaredFile } from '../make/noun/declared-file.ts';
import { makeHealthRecord } from '../make/noun/health-record.ts';
import { makePassRecord } from '../make/noun/pass-record.ts';
import { failureOf, ledgerFile, openIn, testFolder } from './open-in.ts';

/** A folder with a ledger that holds one accepted attempt. */
async function usedFolder(): Promise<string> {
  const folder = testFolder();
  const ledger = await openIn(folder);
  const writer = await ledger.acquire('dpsync apply');
  await writer.intend(makeIntent());
  await writer.conclude(makeConclusion(1));
  await ledger.close();
  return folder;
}

function change(folder: string, sql: string): void {
  const database = new DatabaseSync(ledgerFile(folder));
  database.exec(sql);
  database.close();
}

/** Another process suspends everything. False where it could not, and said so. */
function suspendBeside(folder: string): boolean {
  const script = join(import.meta.dirname, 'sqlite', 'suspending-child.ts');
  const { status } = spawnSync(process.execPath, [script, ledgerFile(folder), join(folder, 'state')]);
  return status === 0;
}

describe('a ledger that is opened for reading', () => {
  it('is empty where there is none, and makes none', async () => {
    const folder = testFolder();
    const ledger = await openIn(folder, { mode: 'read' });
    expect(await ledger.state()).toEqual({ rollbackCheck: 'first', writer: null });
    expect(await ledger.sources()).toEqual([]);
    expect((await ledger.history({})).attempts).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is empty where not even its folder is there', async () => {
    const ledger = await openIn(join(testFolder(), 'none', 'such'), { mode: 'read' });
    expect(await ledger.pending()).toEqual([]);
  });

  it.each(['there', 'not there'])('refuses to record anything (%s)', async (where) => {
    const folder = where === 'there' ? await usedFolder() : testFolder();
    const ledger = await openIn(folder, { mode: 'read' });
    const run = { id: 'r', source: 's', commit: 'c', recordedAt: 1, approvedAt: null, calls: 1 };
    const command = { at: 1, actor: 'a', command: 'approve', target: 'r', reason: null } as const;
    const refused = {
      message: `The ledger ${ledgerFile(folder)} is open for reading only; nothing was recorded.`,
      consequence: 'stop',
    };
    const suspension = { selector: '*', since: 1, until: null, actor: 'a', reason: null };
    for (const work of [
      ledger.acquire('dpsync apply'),
      ledger.approve(run, { run: 'r', calls: [], deliveries: null, bytes: null }, command),
      ledger.resolve([makeConclusion(1)], []),
      ledger.settle([makeConclusion(1)]),
      ledger.noteEvidence([{ id: 1, evidence: { by: 'site', text: 'looked' } }]),
      ledger.recordHealth([makeHealthRecord(1)]),
      ledger.retry([makeIntent()], [command]),
      ledger.suspend(suspension, command),
      ledger.resume(['*'], command),
      ledger.waiveWave('r', 0, command),
    ])
      expect(await failureOf(work)).toEqual(refused);
  });

  it('sees what a writer does beside it', async () => {
    const folder = testFolder();
    const writer = await (await openIn(folder)).acquire('dpsync run');
    const ledger = await openIn(folder, { mode: 'read' });
    await writer.intend(makeIntent());
    expect(await ledger.unsettled()).toHaveLength(1);
    expect((await ledger.state()).writer).toMatchObject({ alive: true });
  });

  it('tells how to bring an older one up to date', async () => {
    const folder = await usedFolder();
    const later = { ...MIGRATIONS, '0003-later': async () => undefined };
    expect(await failureOf(openIn(folder, { mode: 'read', migrations: later }))).toEqual({
      message: `The ledger ${ledgerFile(folder)} was made by an older dpsync and is not up to date: run "dpsync apply", which brings it up to date.`,
      consequence: 'stop',
    });
  });
});

describe('a ledger that cannot be used', () => {
  it.each([
    ['read', 'wal'],
    ['read', 'delete'],
    ['write', 'wal'],
    ['write', 'delete'],
  ] as const)('is left alone byte for byte where it is newer (%s, %s)', async (mode, journal) => {
    const folder = await usedFolder();
    const future = "insert into migrations (name, at) values ('0099-future', 1)";
    change(folder, `${future}; pragma journal_mode = ${journal}`);
    const before = readFileSync(ledgerFile(folder));
    expect(await failureOf(openIn(folder, { mode }))).toEqual({
      message: `The ledger ${ledgerFile(folder)} was made by a newer dpsync, and this one leaves it alone: install at least that version.`,
      consequence: 'stop',
    });
    expect(readFileSync(ledgerFile(folder)).equals(before)).toBe(true);
  });

  it.each(['read', 'write'] as const)("is another program's file (%s)", async (mode) => {
    const folder = testFolder();
    change(folder, 'create table bookmarks (url text)');
    const before = readFileSync(ledgerFile(folder));
    expect(await failureOf(openIn(folder, { mode }))).toEqual({
      message: `${ledgerFile(folder)} is a SQLite file of another program, not a ledger: name another file in the config's ledger.`,
      consequence: 'stop',
    });
    expect(readFileSync(ledgerFile(folder)).equals(before)).toBe(true);
  });

  it.each(['read', 'write'] as const)('is no SQLite file (%s)', async (mode) => {
    const folder = testFolder();
    const text = 'apiVersion: dpsync/v1\nkind: Config\n'.repeat(40);
    writeFileSync(ledgerFile(folder), text);
    expect(await failureOf(openIn(folder, { mode }))).toEqual({
      message: `The ledger ${ledgerFile(folder)} is no SQLite file, or is damaged: name another file, or put its last backup in its place and remove its -wal and -shm files; every source is then on its first run.`,
      consequence: 'stop',
    });
    expect(readFileSync(ledgerFile(folder), 'utf8')).toBe(text);
  });

  it('is damaged inside', async () => {
    const folder = await usedFolder();
    const bytes = readFileSync(ledgerFile(folder));
    // Everything after the first page, which holds the schema.
    bytes.fill(0xa5, 4096 * 2);
    writeFileSync(ledgerFile(folder), bytes);
    const broken = openIn(folder).then((ledger) => ledger.history({}));
    expect(await failureOf(broken)).toEqual({
      message: `The ledger ${ledgerFile(folder)} is damaged: put its last backup in its place and remove its -wal and -shm files; every source is then on its first run.`,
      consequence: 'stop',
    });
  });

  it('has no folder to be made in', async () => {
    const folder = join(testFolder(), 'none');
    expect(await failureOf(openIn(folder))).toEqual({
      message: `The ledger ${ledgerFile(folder)} cannot be made: there is no folder ${folder}. Create it, or name another place in the config's ledger.`,
      consequence: 'stop',
    });
  });

  it('is a folder', async () => {
    const folder = testFolder();
    mkdirSync(ledgerFile(folder));
    expect(await failureOf(openIn(folder))).toEqual({
      message: `${ledgerFile(folder)} is no file: name one in the config's ledger, such as sqlite:dpsync.db.`,
      consequence: 'stop',
    });
  });

  it('lies on a network share', async () => {
    const folder = testFolder();
    const readDisk = () => ({ platform: 'linux', realPath: folder, type: 0x6969 }) as const;
    expect(await failureOf(openIn(folder, { readDisk }))).toEqual({
      message: `The ledger ${ledgerFile(folder)} lies on a network share (NFS), where the lock that lets only one writer in does not hold: put it on a local disk.`,
      consequence: 'stop',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is removed or replaced while it is open', async () => {
    const folder = await usedFolder();
    const ledger = await openIn(folder);
    const writer = await ledger.acquire('dpsync run');
    renameSync(ledgerFile(folder), join(folder, 'moved.db'));
    const refused = {
      message: `The ledger ${ledgerFile(folder)} was removed or replaced while dpsync had it open: start dpsync again, which looks at what is there now.`,
      consequence: 'stop',
    };
    expect(await failureOf(writer.intend(makeIntent('P01/P0100012/Head Office')))).toEqual(refused);
    expect(await failureOf(writer.recordPass(makePassRecord()))).toEqual(refused);
    expect(await failureOf(ledger.resume(['*'], makeCommand()))).toEqual(refused);
    expect(await failureOf(ledger.backup(join(folder, 'copy.db')))).toEqual(refused);
    expect(await failureOf(ledger.state())).toEqual(refused);
    writeFileSync(ledgerFile(folder), '');
    expect(await failureOf(writer.intend(makeIntent('P01/P0100012/Head Office')))).toEqual(refused);
  });

  it.each([[['-wal']], [['-shm']], [['-wal', '-shm']]])(
    'loses its %s while it is open, and what is said beside it is not missed',
    async (parts) => {
      const folder = await usedFolder();
      const ledger = await openIn(folder);
      const writer = await ledger.acquire('dpsync run');
      for (const part of parts) rmSync(`${ledgerFile(folder)}${part}`);
      const said = suspendBeside(folder);
      const refused = {
        message: `${ledgerFile(folder)}${parts[0]}, a part of the ledger ${ledgerFile(folder)}, was removed or replaced while dpsync had it open: start dpsync again, which looks at what is there now.`,
        consequence: 'stop',
      };
      expect(await failureOf(writer.intend(makeIntent('P01/P0100012/Head Office')))).toEqual(refused);
      expect(await failureOf(ledger.state())).toEqual(refused);
      await ledger.close();
      const after = await openIn(folder, { mode: 'read' });
      const { rollbackCheck } = await after.state();
      const isKnown = (await after.suspensions()).length === 1;
      expect(!said || isKnown || rollbackCheck === 'older').toBe(true);
    },
  );

  it('is busy for longer than it waits', async () => {
    const folder = await usedFolder();
    const ledger = await openIn(folder, { busyTimeout: 20 });
    const writer = await ledger.acquire('dpsync run');
    const other = new DatabaseSync(ledgerFile(folder));
    other.exec('begin immediate');
    expect(await failureOf(writer.intend(makeIntent('P01/P0100012/Head Office')))).toEqual({
      message: `The ledger ${ledgerFile(folder)} is busy: another process is writing to it; try again.`,
      consequence: 'retry',
    });
    other.exec('rollback');
    other.close();
    expect(await writer.intend(makeIntent('P01/P0100012/Head Office'))).toMatchObject({ outcome: 'open' });
  });

  it('is on a full disk: a pass is recorded whole or not at all', async () => {
    const folder = testFolder();
    const ledger = await openIn(folder, { maxPages: 60 });
    const writer = await ledger.acquire('dpsync apply');
    await writer.recordPass(makePassRecord({ files: [makeDeclaredFile('a.yaml', ['P01/P0100012/Branch'])] }));
    const files = Array.from({ length: 5_000 }, (_, n) =>
      makeDeclaredFile(`${n}.yaml`, [`P01/P0100012/G${n}`]),
    );
    expect(await failureOf(writer.recordPass(makePassRecord({ commit: 'b', files })))).toEqual({
      message: `The ledger ${ledgerFile(folder)} cannot grow: the disk is full; make room and start again.`,
      consequence: 'stop',
    });
    expect(await ledger.sources()).toMatchObject([{ commit: 'a'.repeat(40) }]);
    expect((await ledger.tree('git:content')).size).toBe(1);
    expect(await writer.intend(makeIntent())).toMatchObject({ outcome: 'open' });
  });

  it('is on a disk that is full from the start, and is taken up once there is room', async () => {
    const folder = testFolder();
    const { message, consequence } = await failureOf(openIn(folder, { maxPages: 4 }));
    expect(message).toContain('cannot grow: the disk is full; make room and start again.');
    expect(consequence).toBe('stop');
    const ledger = await openIn(folder);
    expect(await ledger.sources()).toEqual([]);
  });
});

describe('a ledger that this user may not write', () => {
  /** What opening says to a user without rights: as root, whom no permission stops, that is another user. */
  function openAsOther(folder: string, mode: 'read' | 'write'): unknown {
    const script = join(import.meta.dirname, 'sqlite', 'opening-child.ts');
    const args = [script, ledgerFile(folder), join(folder, 'state of another'), mode];
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', ...user });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  const noRights = process.platform === 'win32';

  it.skipIf(noRights)('is read, and not written (skipped on Windows, which has no mode bits)', async () => {
    const folder = await usedFolder();
    chmodSync(folder, 0o777);
    chmodSync(ledgerFile(folder), 0o444);
    expect(openAsOther(folder, 'read')).toEqual({ opened: true });
    expect(openAsOther(folder, 'write')).toEqual({
      code: 'DPS2502',
      message: `The ledger ${ledgerFile(folder)} cannot be written: check the permissions of the file and its folder.`,
      consequence: 'stop',
    });
  });

  it.skipIf(noRights)('is in a folder that it may not write (skipped on Windows)', async () => {
    const folder = await usedFolder();
    chmodSync(ledgerFile(folder), 0o666);
    chmodSync(folder, 0o555);
    expect(openAsOther(folder, 'write')).toEqual({
      code: 'DPS2502',
      message: `The ledger ${ledgerFile(folder)} cannot be written: check the permissions of the file and its folder.`,
      consequence: 'stop',
    });
    const fresh = testFolder();
    chmodSync(fresh, 0o555);
    expect(openAsOther(fresh, 'write')).toEqual({
      code: 'DPS2505',
      message: `The ledger ${ledgerFile(fresh)} cannot be opened: check that this user may read and write the file and its folder.`,
      consequence: 'stop',
    });
    chmodSync(folder, 0o755);
    expect(existsSync(ledgerFile(fresh))).toBe(false);
  });
});
