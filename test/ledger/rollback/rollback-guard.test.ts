import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OperatorCommand } from '../../../src/model/views/history.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { makePassRecord } from '../../make/noun/pass-record.ts';
import { ledgerFile, openIn, testFolder } from '../open-in.ts';

const command: OperatorCommand = {
  at: 1,
  actor: 'ann@admin01',
  command: 'quarantine',
  target: 'ledger',
  reason: null,
};

/** A ledger with one writer and one attempt that this machine has seen, closed again. */
async function usedFolder(): Promise<string> {
  const folder = testFolder();
  const ledger = await openIn(folder);
  const writer = await ledger.acquire('dpsync apply');
  await writer.intend(makeIntent());
  await ledger.close();
  return folder;
}

async function checkIn(folder: string, mode: 'read' | 'write' = 'read'): Promise<string> {
  const ledger = await openIn(folder, { mode });
  const { rollbackCheck } = await ledger.state();
  await ledger.close();
  return rollbackCheck;
}

describe('what this machine has seen of a ledger', () => {
  it('is nothing at first, and looking leaves nothing behind', async () => {
    const folder = testFolder();
    expect(await checkIn(folder)).toBe('first');
    expect(existsSync(join(folder, 'state'))).toBe(false);
  });

  it('fits the ledger that was used last', async () => {
    expect(await checkIn(await usedFolder())).toBe('fits');
  });

  it('shows an older copy, by its attempts or its writers', async () => {
    const folder = await usedFolder();
    const copy = join(folder, 'backup');
    copyFileSync(ledgerFile(folder), copy);
    const ledger = await openIn(folder);
    const writer = await ledger.acquire('dpsync apply');
    await ledger.close();
    copyFileSync(copy, ledgerFile(folder));
    expect(writer.number).toBe(2);
    expect(await checkIn(folder)).toBe('older');
  });

  it('covers the last intent, whatever comes after it', async () => {
    const folder = await usedFolder();
    const first = await openIn(folder);
    const writer = await first.acquire('dpsync apply');
    await first.close();
    const copy = join(folder, 'backup');
    copyFileSync(ledgerFile(folder), copy);
    const second = await openIn(folder);
    const next = await second.acquire('dpsync apply');
    await next.intend(makeIntent('P01/P0100012/Head Office'));
    await second.close();
    copyFileSync(copy, ledgerFile(folder));
    // As many writers as were seen: only the attempt tells.
    const database = new DatabaseSync(ledgerFile(folder));
    database.exec("insert into writers (actor, host, pid, command, since) values ('a', 'h', 1, 'c', 1)");
    database.close();
    expect(next.number).toBe(writer.number + 1);
    expect(await checkIn(folder)).toBe('older');
  });

  it.each(['read', 'write'] as const)('shows that the ledger is gone (%s)', async (mode) => {
    const folder = await usedFolder();
    rmSync(ledgerFile(folder));
    expect(await checkIn(folder, mode)).toBe('other');
  });

  it('is kept by the ledger and by its place: links to the same file are one place', async () => {
    const folder = await usedFolder();
    expect(await checkIn(folder)).toBe('fits');
    const link = join(testFolder(), 'link');
    symlinkSync(folder, link, 'junction');
    const path = ledgerFile(link);
    const ledger = await openIn(folder, { mode: 'read', place: { engine: 'sqlite', path } });
    expect((await ledger.state()).rollbackCheck).toBe('fits');
    const other = await openIn(folder, { place: { engine: 'sqlite', path: join(folder, 'b.db') } });
    expect((await other.state()).rollbackCheck).toBe('first');
  });

  it.each([
    ['an older copy at another path', 'older', { elsewhere: true }],
    ['the whole folder under another name, with an older copy in it', 'older', { moved: true }],
    ['an older copy put back, used with another state folder', 'older', { otherState: true }],
    ['the same file at another path', 'fits', { elsewhere: true, newest: true }],
    ['the whole folder under another name', 'fits', { moved: true, newest: true }],
    ['the same ledger with another state folder', 'fits', { otherState: true, newest: true }],
    ['no ledger at all, with another state folder', 'other', { otherState: true, gone: true }],
  ] as const)('is found for %s: %s', async (_, expected, how) => {
    const does = (what: string) => what in how;
    const folder = await usedFolder();
    const state = testFolder();
    renameSync(join(folder, 'state'), join(state, 'own'));
    const copy = join(folder, 'copy');
    copyFileSync(ledgerFile(folder), copy);
    const newer = await openIn(folder, { stateFolder: join(state, 'own') });
    await (await newer.acquire('dpsync apply')).intend(makeIntent('P01/P0100012/Head Office'));
    await newer.close();
    if (does('newest')) copyFileSync(ledgerFile(folder), copy);
    const now = does('moved') ? `${folder} moved` : folder;
    renameSync(folder, now);
    onTestFinished(() => rmSync(now, { recursive: true, force: true }));
    const path = join(now, does('elsewhere') ? 'other.db' : 'dpsync.db');
    rmSync(path, { force: true });
    if (!does('gone')) renameSync(join(now, 'copy'), path);
    const stateFolder = join(state, does('otherState') ? 'another' : 'own');
    const ledger = await openIn(now, { mode: 'read', place: { engine: 'sqlite', path }, stateFolder });
    expect((await ledger.state()).rollbackCheck).toBe(expected);
  });

  it('shows a suspension that a copy put back does not know, also after another one was said to the copy', async () => {
    const folder = await usedFolder();
    const copy = join(folder, 'copy');
    copyFileSync(ledgerFile(folder), copy);
    const suspension = { selector: '*', since: 1, until: null, actor: 'ann@admin01', reason: null };
    const first = await openIn(folder, { stateFolder: join(folder, 'state') });
    await first.suspend(suspension, { ...command, command: 'suspend' });
    await first.close();
    expect(await checkIn(folder)).toBe('fits');
    copyFileSync(copy, ledgerFile(folder));
    expect(await checkIn(folder)).toBe('older');
    const second = await openIn(folder);
    await second.say({ ...command, command: 'reconcile' });
    await second.close();
    expect(await checkIn(folder)).toBe('older');
  });

  it('tells two copies apart that went on under the same numbers', async () => {
    const folder = await usedFolder();
    const copy = join(folder, 'copy.db');
    copyFileSync(ledgerFile(folder), copy);
    const place = { engine: 'sqlite', path: copy } as const;
    const own = await openIn(folder);
    await (await own.acquire('dpsync apply')).intend(makeIntent('P01/P0100012/Head Office'));
    await own.close();
    const copied = await openIn(folder, { place });
    const writer = await copied.acquire('dpsync apply');
    // Quarantined where it was never seen: it goes its own way, and the ledger that it copies stays as it was.
    await writer.quarantine(command, []);
    await writer.intend(makeIntent('P01/P0100012/Branch EU'));
    await copied.close();
    expect(await checkIn(folder)).toBe('fits');
    // Put back at the place: what was the newest until then may not go on elsewhere.
    copyFileSync(ledgerFile(folder), join(folder, 'newest.db'));
    copyFileSync(copy, ledgerFile(folder));
    const back = await openIn(folder);
    expect((await back.state()).rollbackCheck).toBe('other');
    await back.close();
  });

  it('lets only one of two go on, after an older one was put back and released', async () => {
    const folder = await usedFolder();
    const [older, newest] = [join(folder, 'older.db'), join(folder, 'newest.db')];
    copyFileSync(ledgerFile(folder), older);
    const first = await openIn(folder);
    await (await first.acquire('dpsync apply')).intend(makeIntent('P01/P0100012/Head Office'));
    await first.close();
    copyFileSync(ledgerFile(folder), newest);
    copyFileSync(older, ledgerFile(folder));
    const second = await openIn(folder);
    const writer = await second.acquire('dpsync apply');
    await writer.quarantine(command, []);
    expect(await writer.intend(makeIntent('P01/P0100012/Branch EU'))).toMatchObject({ id: 2 });
    const place = { engine: 'sqlite', path: newest } as const;
    const ledger = await openIn(folder, { place });
    // As many attempts and writers, and yet not all that was done.
    expect((await ledger.state()).rollbackCheck).toBe('older');
  });

  it('is taken along from an earlier version, which kept it by place alone', async () => {
    const folder = await usedFolder();
    const ledger = new DatabaseSync(ledgerFile(folder));
    const id = String(ledger.prepare('select id from ledger').get()?.id);
    ledger.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${ledgerFile(folder)}.seen${suffix}`, { force: true });
    rmSync(join(folder, 'state'), { recursive: true });
    mkdirSync(join(folder, 'state'));
    const seen = new DatabaseSync(join(folder, 'state', 'seen.db'));
    seen.exec(
      'create table seen (place text primary key, ledger text not null, attempt integer not null, writer integer not null)',
    );
    seen.prepare('insert into seen values (?, ?, 1, 1)').run(ledgerFile(folder), id);
    expect(await checkIn(folder)).toBe('fits');
    const writing = await openIn(folder);
    await (await writing.acquire('dpsync apply')).intend(makeIntent('P01/P0100012/Head Office'));
    expect((await writing.state()).rollbackCheck).toBe('fits');
    seen.close();
    const again = new DatabaseSync(join(folder, 'state', 'seen.db'), { readOnly: true });
    expect(again.prepare('select attempt, writer from marks').all()).toEqual([{ attempt: 2, writer: 2 }]);
    again.close();
  });

  it('stays as it was until an operator looks: taking the lock does not make another ledger fit', async () => {
    const folder = await usedFolder();
    rmSync(ledgerFile(folder));
    const ledger = await openIn(folder);
    const writer = await ledger.acquire('dpsync apply');
    expect((await ledger.state()).rollbackCheck).toBe('other');
    await writer.recordPass(makePassRecord());
    await writer.release(['git:content'], []);
    await expect(writer.intend(makeIntent())).rejects.toMatchObject({
      code: 'DPS2532',
      consequence: 'stop',
      message: expect.stringContaining(
        'is older than this machine saw it, or another one: a copy put back puts every source on its first run, and no call may leave.',
      ),
    });
    expect((await ledger.state()).rollbackCheck).toBe('other');
    await writer.quarantine(command, [{ id: 'git:content', name: 'content' }]);
    expect((await ledger.state()).rollbackCheck).toBe('fits');
    expect(await ledger.sources()).toMatchObject([{ releasedAt: null, quarantined: true }]);
    expect(await writer.intend(makeIntent())).toMatchObject({ outcome: 'open' });
  });

  it('counts as another ledger where it cannot be read, until it is made anew', async () => {
    const folder = await usedFolder();
    writeFileSync(
      join(folder, 'state', 'seen.db'),
      'no database, but longer than a header of one: '.repeat(9),
    );
    const ledger = await openIn(folder);
    expect((await ledger.state()).rollbackCheck).toBe('other');
    const writer = await ledger.acquire('dpsync apply');
    await writer.quarantine(command, []);
    expect((await ledger.state()).rollbackCheck).toBe('fits');
    await writer.intend(makeIntent('P01/P0100012/Head Office'));
    expect((await ledger.state()).rollbackCheck).toBe('fits');
  });

  it('that cannot be kept lets no call leave, and leaves nothing open', async () => {
    const folder = testFolder();
    const ledger = await openIn(folder);
    const writer = await ledger.acquire('dpsync apply');
    const seen = new DatabaseSync(join(folder, 'state', 'seen.db'));
    seen.exec("create trigger broken before update on marks begin select raise(abort, 'no room'); end");
    await expect(writer.intend(makeIntent())).rejects.toMatchObject({
      code: 'DPS2530',
      consequence: 'stop',
      message: expect.stringMatching(
        /cannot be kept in .*seen\.db: no room\. Check that this user may write/,
      ),
    });
    expect(await ledger.attempts([makeIntent().key])).toMatchObject([
      { outcome: 'rejected', finality: 'transient', counts: false, error: { code: 'DPS2531' } },
    ]);
    seen.exec('drop trigger broken');
    seen.close();
    expect(await writer.intend(makeIntent())).toMatchObject({ outcome: 'open' });
  });

  it('stops the writer before it begins where the state folder is no folder', async () => {
    const folder = testFolder();
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', 'file'), '');
    const ledger = await openIn(folder, { stateFolder: join(folder, 'a', 'file') });
    await expect(ledger.acquire('dpsync apply')).rejects.toMatchObject({ code: 'DPS2530' });
    expect((await ledger.state()).writer).toMatchObject({ alive: false });
  });
});
