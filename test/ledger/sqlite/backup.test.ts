import { chmodSync, copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { makeCommand } from '../../make/noun/command.ts';
import { makeConclusion } from '../../make/noun/conclusion.ts';
import { makeDeclaredFile } from '../../make/noun/declared-file.ts';
import { makeHealthRecord } from '../../make/noun/health-record.ts';
import { makePassRecord } from '../../make/noun/pass-record.ts';
import { failureOf, ledgerFile, openIn, testFolder } from '../open-in.ts';
import { startWriter } from './start-writer.ts';

const BRANCH = makeIntent('P01/P0100012/Branch');
const HEAD = makeIntent('P01/P0100012/Head Office');

/** A folder with a ledger that holds one accepted attempt and a released source, and a copy of it beside. */
async function copiedFolder(): Promise<{ folder: string; copy: string }> {
  const folder = testFolder();
  const copy = join(folder, 'copy.db');
  const ledger = await openIn(folder);
  const writer = await ledger.acquire('dpsync apply');
  const file = makeDeclaredFile('a.yaml', ['P01/P0100012/Branch']);
  await writer.recordPass(makePassRecord({ files: [file] }));
  await writer.release(['git:content'], [makeCommand()]);
  await writer.intend(BRANCH);
  await writer.conclude(makeConclusion(1));
  await ledger.recordHealth([makeHealthRecord(1)]);
  await ledger.backup(copy);
  await ledger.close();
  return { folder, copy };
}

/** Opens a copy, at its own place, for reading. */
async function openCopy(copy: string): Promise<Ledger> {
  return openIn(testFolder(), { mode: 'read', place: { engine: 'sqlite', path: copy } });
}

describe('a copy of the ledger', () => {
  it('holds everything, and is first where nothing was seen yet', async () => {
    const { folder, copy } = await copiedFolder();
    const [ledger, copied] = [await openIn(folder), await openCopy(copy)];
    expect((await copied.state()).rollbackCheck).toBe('first');
    expect(await copied.history({})).toEqual(await ledger.history({}));
    expect(await copied.sources()).toEqual(await ledger.sources());
    expect(await copied.declaredKeys(['git:content'])).toEqual([BRANCH.key]);
    expect(await copied.health([1])).toEqual(new Map([[1, makeHealthRecord(1)]]));
  });

  it('fits when it is put back before anything else was done', async () => {
    const { folder, copy } = await copiedFolder();
    copyFileSync(copy, ledgerFile(folder));
    const ledger = await openIn(folder);
    expect((await ledger.state()).rollbackCheck).toBe('fits');
    const writer = await ledger.acquire('dpsync apply');
    expect(await writer.intend(BRANCH)).toBeUndefined();
    expect(await writer.intend(HEAD)).toMatchObject({ outcome: 'open' });
  });

  it('is older when it is put back later, and lets no call leave until an operator looked', async () => {
    const { folder, copy } = await copiedFolder();
    const newer = await openIn(folder);
    await (await newer.acquire('dpsync apply')).intend(HEAD);
    await newer.close();
    copyFileSync(copy, ledgerFile(folder));
    const ledger = await openIn(folder);
    expect((await ledger.state()).rollbackCheck).toBe('older');
    const writer = await ledger.acquire('dpsync apply');
    expect(await failureOf(writer.intend(HEAD))).toEqual({
      message: `The ledger ${ledgerFile(folder)} is older than this machine saw it, or another one: a copy put back puts every source on its first run, and no call may leave. Look at it with "dpsync plan", then release it with "dpsync adopt" or "dpsync apply --first-run".`,
      consequence: 'stop',
    });
    expect((await ledger.state()).rollbackCheck).toBe('older');
    await writer.quarantine(makeCommand({ command: 'quarantine' }), []);
    expect((await ledger.state()).rollbackCheck).toBe('fits');
    expect(await ledger.sources()).toMatchObject([{ releasedAt: null, quarantined: true }]);
  });

  it('is of one moment, however busy a writer of another process is', async () => {
    const folder = testFolder();
    const child = startWriter(folder, 100_000);
    await child.saidSo(5);
    const ledger = await openIn(folder, { mode: 'read' });
    for (let round = 0; round < 8; round += 1) {
      const copy = join(folder, `${round}.db`);
      const before = child.said.at(-1) ?? 0;
      await ledger.backup(copy);
      const attempts = (await (await openCopy(copy)).history({})).attempts.toReversed();
      expect(attempts.length).toBeGreaterThanOrEqual(before);
      expect(attempts.map(({ id }) => id)).toEqual(attempts.map((_, index) => index + 1));
      // The writer concludes every second one before it begins the next.
      const late = attempts
        .slice(0, -1)
        .filter(({ id, outcome }) => (id % 2 === 0) !== (outcome === 'accepted'));
      expect(late).toEqual([]);
      const database = new DatabaseSync(copy, { readOnly: true });
      expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
      database.close();
      await child.saidSo(child.said.length + 1);
    }
    expect((await ledger.state()).writer).toMatchObject({ pid: child.process.pid, alive: true });
  });

  it('is made by the one who writes too, in the middle of its calls', async () => {
    const folder = testFolder();
    const ledger = await openIn(folder);
    const writer = await ledger.acquire('dpsync run');
    const intents = Array.from({ length: 40 }, (_, n) => makeIntent(`P01/P0100012/G${n}`));
    const calls = intents.map((intent) => writer.intend(intent));
    await Promise.all([ledger.backup(join(folder, 'copy.db')), ...calls]);
    const copied = await openCopy(join(folder, 'copy.db'));
    expect([0, 40]).toContain((await copied.unsettled()).length);
    expect(await ledger.unsettled()).toHaveLength(40);
  });

  it.skipIf(process.platform === 'win32')(
    'is read by no one who may not read the ledger (skipped on Windows, which has no mode bits)',
    async () => {
      const { folder } = await copiedFolder();
      chmodSync(ledgerFile(folder), 0o600);
      const copy = join(folder, 'private.db');
      await (await openIn(folder)).backup(copy);
      expect(statSync(copy).mode & 0o777).toBe(0o600);
    },
  );
});

describe('a copy that cannot be made', () => {
  it('replaces no file', async () => {
    const { folder } = await copiedFolder();
    const ledger = await openIn(folder);
    const other = join(folder, 'letter.txt');
    writeFileSync(other, '');
    for (const file of [other, ledgerFile(folder), folder]) {
      expect(await failureOf(ledger.backup(file))).toEqual({
        message: `${file} is there already, and a copy of the ledger replaces nothing: name another file.`,
        consequence: 'stop',
      });
    }
    expect(readFileSync(other, 'utf8')).toBe('');
    expect(await ledger.attempts([BRANCH.key])).toHaveLength(1);
  });

  it('has no folder to lie in', async () => {
    const { folder } = await copiedFolder();
    const copy = join(folder, 'none', 'copy.db');
    const { message, consequence } = await failureOf((await openIn(folder)).backup(copy));
    expect(message).toContain(`The ledger ${ledgerFile(folder)} could not be copied to ${copy}, and nothing`);
    expect(message).toContain('ENOENT');
    expect(message).toContain('Check that the folder is there,');
    expect(consequence).toBe('stop');
  });

  it('has no ledger to copy', async () => {
    const folder = testFolder();
    const ledger = await openIn(folder, { mode: 'read' });
    expect(await failureOf(ledger.backup(join(folder, 'copy.db')))).toEqual({
      message: `There is no ledger at ${ledgerFile(folder)}: there is nothing to copy.`,
      consequence: 'stop',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is of a damaged ledger, and leaves nothing behind', async () => {
    const { folder } = await copiedFolder();
    const bytes = readFileSync(ledgerFile(folder));
    bytes.fill(0xa5, 4096 * 2);
    const ledger = await openIn(folder, { mode: 'read' });
    writeFileSync(ledgerFile(folder), bytes);
    const before = readdirSync(folder).length;
    const { message } = await failureOf(ledger.backup(join(folder, 'again.db')));
    expect(message).toContain('again.db, and nothing was left there: database disk image is malformed.');
    expect(readdirSync(folder)).toHaveLength(before);
  });
});
