import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FileLock } from '../../../src/ledger/sqlite/lock.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { ledgerFile, openIn, testFolder } from '../open-in.ts';
import { startWriter } from './start-writer.ts';

describe('the lock', () => {
  it('is an empty file, taken by one and given back', () => {
    const path = join(testFolder(), 'a.lock');
    const [one, other] = [new FileLock(path), new FileLock(path)];
    expect(one.isHeld()).toBe(false);
    expect(readdirSync(join(path, '..'))).toEqual([]);
    expect(one.take()).toBe(true);
    expect([one.isHeld(), other.isHeld(), one.take(), other.take(), other.isHeld()]).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    one.give();
    expect([one.isHeld(), other.isHeld(), other.take()]).toEqual([false, false, true]);
    other.give();
    expect(readdirSync(join(path, '..'))).toEqual(['a.lock']);
    expect(statSync(path).size).toBe(0);
  });

  it('is lost at once by a process that is killed, and what it left open is unknown', async () => {
    const folder = testFolder();
    const child = startWriter(folder, 1);
    await child.saidSo(1);
    const ledger = await openIn(folder);
    const { writer } = await ledger.state();
    expect(writer).toMatchObject({ actor: 'ben@admin02', pid: child.process.pid, alive: true });
    await expect(ledger.acquire('dpsync apply')).rejects.toThrow(
      `is locked by ben@admin02 (process ${child.process.pid} on`,
    );
    await child.kill();
    expect((await ledger.state()).writer).toMatchObject({ pid: child.process.pid, alive: false });
    expect(await ledger.unsettled()).toMatchObject([{ outcome: 'open' }]);
    await ledger.acquire('dpsync apply');
    expect(await ledger.unsettled()).toMatchObject([{ outcome: 'unknown', evidence: { by: 'recovery' } }]);
  });

  it.skipIf(process.platform === 'win32')(
    'is kept by a process that is stopped (skipped on Windows, which has no SIGSTOP)',
    async () => {
      const folder = testFolder();
      const child = startWriter(folder, 1);
      await child.saidSo(1);
      child.process.kill('SIGSTOP');
      const state = () =>
        execFileSync('ps', ['-o', 'state=', '-p', `${child.process.pid}`], { encoding: 'utf8' });
      await vi.waitFor(() => expect(state()).toMatch(/^T/));
      const ledger = await openIn(folder);
      expect((await ledger.state()).writer).toMatchObject({ alive: true });
      await expect(ledger.acquire('dpsync apply')).rejects.toMatchObject({ code: 'DPS2520' });
      expect(await ledger.unsettled()).toMatchObject([{ outcome: 'open' }]);
    },
  );

  it('comes after every intent that was told is on disk, whenever the process is killed', async () => {
    const folder = testFolder();
    const child = startWriter(folder, 100_000);
    await child.saidSo(25);
    await child.kill();
    const ledger = await openIn(folder);
    await ledger.acquire('dpsync apply');
    const recorded = (await ledger.history({})).attempts;
    expect(recorded.map(({ id }) => id)).toEqual(expect.arrayContaining([...child.said]));
    expect(new Set(recorded.map(({ outcome }) => outcome))).toEqual(new Set(['accepted', 'unknown']));
  });

  it('is not all that there is: where its file was deleted, the older writer makes no more calls', async () => {
    const folder = testFolder();
    const [first, second] = [await openIn(folder), await openIn(folder)];
    const older = await first.acquire('dpsync run');
    await older.intend(makeIntent());
    rmSync(`${ledgerFile(folder)}.lock`);
    const newer = await second.acquire('dpsync apply');
    await expect(older.intend(makeIntent('P01/P0100012/Head Office'))).rejects.toMatchObject({
      code: 'DPS2521',
      consequence: 'stop',
      message: expect.stringContaining('Another process writes to the ledger'),
    });
    await expect(older.release(['git:content'], [])).rejects.toMatchObject({ code: 'DPS2521' });
    expect(await newer.intend(makeIntent('P01/P0100012/Head Office'))).toMatchObject({ outcome: 'open' });
  });
});
