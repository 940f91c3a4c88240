import { spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isMountPoint } from '../../../src/ledger/sqlite/one-name.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { failureOf, ledgerFile, openIn, testFolder } from '../open-in.ts';

const severalNames = (path: string, what: string) => ({
  message: `The ledger ${path} ${what}: each name has a lock of its own, so two processes could write at once. Keep one name, and mount the folder instead of the file.`,
  consequence: 'stop',
});

it.each(['read', 'write'] as const)(
  'a ledger with two hard links is refused by either name (%s)',
  async (mode) => {
    const folder = testFolder();
    const other = join(folder, 'other.db');
    await (await openIn(folder)).close();
    linkSync(ledgerFile(folder), other);
    for (const path of [other, ledgerFile(folder)]) {
      const refused = await failureOf(openIn(folder, { mode, place: { engine: 'sqlite', path } }));
      expect(refused).toEqual(severalNames(path, 'has 2 names (hard links)'));
    }
  },
);

it('a hard link that comes while one writes lets no second writer in, and does not stop the first', async () => {
  const folder = testFolder();
  const ledger = await openIn(folder);
  const waiting = await openIn(folder);
  const writer = await ledger.acquire('dpsync run');
  const other = join(folder, 'other.db');
  linkSync(ledgerFile(folder), other);
  const place = { engine: 'sqlite', path: other } as const;
  expect(await failureOf(openIn(folder, { place }))).toEqual(severalNames(other, 'has 2 names (hard links)'));
  expect(await writer.intend(makeIntent())).toMatchObject({ outcome: 'open' });
  await writer.close();
  const refused = await failureOf(waiting.acquire('dpsync apply'));
  expect(refused).toEqual(severalNames(ledgerFile(folder), 'has 2 names (hard links)'));
  rmSync(other);
  expect((await waiting.acquire('dpsync apply')).number).toBe(2);
});

it('a file put in the place of the one that is open is noticed by who takes the lock', async () => {
  const folder = testFolder();
  await (await openIn(folder)).close();
  const copy = join(folder, 'copy.db');
  copyFileSync(ledgerFile(folder), copy);
  const ledger = await openIn(folder);
  renameSync(copy, ledgerFile(folder));
  await expect(ledger.acquire('dpsync apply')).rejects.toMatchObject({ code: 'DPS2522' });
});

it('a file that is mounted on another one is refused (skipped where this user may not mount)', async (context) => {
  const folder = testFolder();
  const mounted = join(folder, 'a name.db');
  await (await openIn(folder)).close();
  writeFileSync(mounted, '');
  const mount = spawnSync('mount', ['--bind', ledgerFile(folder), mounted]);
  if (mount.status !== 0) context.skip();
  onTestFinished(() => {
    spawnSync('umount', [mounted]);
  });
  const place = { engine: 'sqlite', path: mounted } as const;
  const refused = severalNames(mounted, 'is another file that is mounted there');
  expect(await failureOf(openIn(folder, { place }))).toEqual(refused);
  expect(await failureOf(openIn(folder, { place, mode: 'read' }))).toEqual(refused);
  await (await openIn(folder)).acquire('dpsync apply');
});

const MOUNTS = String.raw`22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 8:1 /srv/d /var/lib/dp\040sync/a.db rw - ext4 /dev/sda1 rw
31 22 8:1 /srv/d /mnt/back\134slash/Zürich.db rw - ext4 /dev/sda1 rw`;

it.each([
  ['/var/lib/dp sync/a.db', true],
  [String.raw`/mnt/back\slash/Zürich.db`, true],
  ['/var/lib/dp sync', false],
  ['/var/lib/dp sync/a.db.lock', false],
])('%s is a mount point: %s', (path, expected) => {
  expect(isMountPoint(path, MOUNTS)).toBe(expected);
});
