import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
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

  it('is kept by place: links to the same file are one place', async () => {
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
    seen.exec("create trigger broken before update on seen begin select raise(abort, 'no room'); end");
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
