import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCheck } from '../../src/inspect/check.ts';
import { ledgerCheck } from '../../src/inspect/ledger.ts';
import { sizeFinding } from '../../src/inspect/ledger-place.ts';
import type { Ledger, LedgerState } from '../../src/ledger/ledger.ts';
import { Failure } from '../../src/model/failure.ts';
import { makeTempFolder } from '../make/temp-folder.ts';
import { makeLedger } from './make/ledger.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const WRITER = {
  number: 7,
  actor: 'ada@deploy01',
  host: 'deploy01',
  pid: 4711,
  command: 'apply',
  since: NOW - 90_000,
};

function check(opened: Promise<Ledger>, folder: string) {
  const part = { file: join(folder, 'dpsync.db'), folder, open: () => opened };
  return runCheck(ledgerCheck(part, opened, NOW));
}

function makeFolder(): string {
  const folder = makeTempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder.path;
}

const titlesAt = async (state: LedgerState) => {
  const found = await check(Promise.resolve(makeLedger([], { state: async () => state })), makeFolder());
  return found.map(({ kind, title }) => `${kind}: ${title}`);
};

describe('a ledger', () => {
  it('is well where it can be read and written, and nobody holds it', async () => {
    expect(await titlesAt({ rollbackCheck: 'fits', writer: null })).toEqual([
      'ok: can be read, on a local disk',
      'ok: is the one that this machine saw last',
      'ok: has had no writer yet',
      'ok: can be written',
      'ok: is not there yet; the first apply makes it',
    ]);
  });

  it('that is not the one that this machine saw is a failure: every source is held', async () => {
    expect(await titlesAt({ rollbackCheck: 'older', writer: null })).toContain(
      'failure: is older than this machine saw it',
    );
    expect(await titlesAt({ rollbackCheck: 'other', writer: null })).toContain(
      'failure: is another one than this machine saw at this place',
    );
    expect(await titlesAt({ rollbackCheck: 'first', writer: null })).toContain(
      'ok: was never seen by this machine before',
    );
  });

  it('tells a writer that lives from one that is gone', async () => {
    expect(await titlesAt({ rollbackCheck: 'fits', writer: { ...WRITER, alive: true } })).toContain(
      'ok: is locked by a writer for 1m 30s',
    );
    expect(await titlesAt({ rollbackCheck: 'fits', writer: { ...WRITER, alive: false } })).toContain(
      'ok: is locked by nobody',
    );
  });

  it('that cannot be opened is a failure that says why, and its place is looked at all the same', async () => {
    const share = new Failure({ code: 'DPS2513' }, 'The ledger lies on a network share (NFS).');
    const found = await check(Promise.reject(share), makeFolder());
    expect(found).toMatchObject([
      {
        kind: 'failure',
        title: 'cannot be used',
        detail: 'DPS2513: The ledger lies on a network share (NFS).',
      },
      { kind: 'ok', title: 'can be written' },
      { kind: 'ok' },
    ]);
  });

  it('has the size of its file', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'dpsync.db'), Buffer.alloc(3 * 1024 * 1024));
    const found = await check(Promise.resolve(makeLedger()), folder);
    expect(found.at(-1)).toMatchObject({ kind: 'ok', title: 'has 3.0 MB' });
  });

  it('whose folder is missing cannot be written', async () => {
    const found = await check(Promise.resolve(makeLedger()), join(makeFolder(), 'gone'));
    expect(found).toContainEqual(
      expect.objectContaining({
        kind: 'failure',
        title: 'cannot be written',
        detail: expect.stringContaining('ENOENT'),
      }),
    );
  });

  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.stderr.write('Skipped, because root may write everywhere: a folder without rights\n');
  it.skipIf(isRoot || process.platform === 'win32')(
    'whose folder may not be written is a failure',
    async () => {
      const folder = join(makeFolder(), 'locked');
      mkdirSync(folder);
      chmodSync(folder, 0o500);
      const found = await check(Promise.resolve(makeLedger()), folder);
      expect(found).toContainEqual(expect.objectContaining({ kind: 'failure', title: 'cannot be written' }));
    },
  );
});

describe('the room that a ledger has', () => {
  it('is a warning where it is short, whatever the size', () => {
    const finding = sizeFinding('ledger', { size: 1024, free: 50 * 1024 ** 2 });
    expect(finding).toMatchObject({
      kind: 'warning',
      title: 'has little room left',
      detail: 'has 1.0 KB; 50.0 MB free on its disk',
    });
    expect(sizeFinding('ledger', { size: null, free: 10 * 1024 ** 3 }).kind).toBe('ok');
  });
});
