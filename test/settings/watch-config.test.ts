import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchConfig } from '../../src/settings/watch-config.ts';
import { makeTempFolder, type TempFolder } from '../make/temp-folder.ts';

interface WatchedConfig extends AsyncDisposable {
  readonly file: string;
  /** Does something, and waits until a change was told that came after it. */
  tellsOf(work: () => void): Promise<void>;
  changes(): number;
  readonly faults: readonly string[];
  /** Resolves with the first fault. */
  readonly faulty: Promise<string>;
}

async function watch(file: string): Promise<WatchedConfig> {
  const faults: string[] = [];
  let count = 0;
  let told = Promise.withResolvers<void>();
  const faulty = Promise.withResolvers<string>();
  const watching = await watchConfig(file, {
    interval: 50,
    onChange() {
      count += 1;
      told.resolve();
    },
    onFault(message) {
      faults.push(message);
      faulty.resolve(message);
    },
  });
  return {
    file,
    async tellsOf(work) {
      told = Promise.withResolvers<void>();
      work();
      await told.promise;
    },
    changes: () => count,
    faults,
    faulty: faulty.promise,
    [Symbol.asyncDispose]: () => watching.close(),
  };
}

function makeConfig(folder: TempFolder): string {
  const file = join(folder.path, 'dpsync.yaml');
  writeFileSync(file, 'kind: Config\n');
  return file;
}

/** Waits until every watcher has looked at its file. */
async function everyoneLooks(): Promise<void> {
  using folder = makeTempFolder();
  await using witness = await watch(makeConfig(folder));
  for (const text of ['a', 'bb', 'ccc']) await witness.tellsOf(() => writeFileSync(witness.file, text));
}

/** Saves as many editors do. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

describe('a watched config', () => {
  it('tells of a file that is written, replaced, and made anew', async () => {
    using folder = makeTempFolder();
    const file = makeConfig(folder);
    await using watched = await watch(file);
    await watched.tellsOf(() => writeFileSync(file, 'kind: Config # in place\n'));
    await watched.tellsOf(() => replace(file, 'kind: Config # renamed\n'));
    await watched.tellsOf(() => replace(file, 'kind: Config # renamed\n'));
    await watched.tellsOf(() => {
      rmSync(file);
      writeFileSync(file, 'kind: Config # anew\n');
    });
    expect(watched.faults).toEqual([]);
  });

  it('tells once of changes between two looks', async () => {
    using folder = makeTempFolder();
    const file = makeConfig(folder);
    await using watched = await watch(file);
    await watched.tellsOf(() => {
      writeFileSync(file, '');
      writeFileSync(file, 'kind: Config # 1\n');
      replace(file, 'kind: Config # 22\n');
    });
    await everyoneLooks();
    expect(watched.changes()).toBe(1);
  });

  it('tells of a config map: only a link on the way to the file is exchanged', async () => {
    using folder = makeTempFolder();
    for (const version of ['..v1', '..v2', '..v3']) {
      mkdirSync(join(folder.path, version));
      writeFileSync(join(folder.path, version, 'dpsync.yaml'), `kind: Config # ${version}\n`);
    }
    const exchange = (version: string) => {
      symlinkSync(version, join(folder.path, '..data_tmp'));
      renameSync(join(folder.path, '..data_tmp'), join(folder.path, '..data'));
    };
    exchange('..v1');
    symlinkSync('..data/dpsync.yaml', join(folder.path, 'dpsync.yaml'));
    await using watched = await watch(join(folder.path, 'dpsync.yaml'));
    await watched.tellsOf(() => {
      exchange('..v2');
      rmSync(join(folder.path, '..v1'), { recursive: true });
    });
    await watched.tellsOf(() => exchange('..v3'));
  });

  it('tells nothing after it was closed', async () => {
    using folder = makeTempFolder();
    const file = makeConfig(folder);
    const watched = await watch(file);
    await watched[Symbol.asyncDispose]();
    writeFileSync(file, 'kind: Config # changed\n');
    await everyoneLooks();
    expect(watched.changes()).toBe(0);
  });

  it('tells once what keeps it from looking', async () => {
    using folder = makeTempFolder();
    const file = makeConfig(folder);
    await using watched = await watch(file);
    rmSync(file);
    symlinkSync('dpsync.yaml', file);
    expect(await watched.faulty).toContain(`${file} cannot be looked at, so its changes go unseen: ELOOP`);
    await everyoneLooks();
    await watched.tellsOf(() => {
      rmSync(file);
      writeFileSync(file, 'kind: Config # well again\n');
    });
    expect(watched.faults).toHaveLength(1);
  });
});
