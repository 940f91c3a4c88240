// One ledger under five names, put back, moved, and used with two state folders: nothing is sent twice, and two never write at once.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startWriter } from '../ledger/sqlite/start-writer.ts';
import { groupName, packageId, redistribution } from '../make/noun/redistribution.ts';
import { runHere } from '../make/process/run-here.ts';
import type { Finished } from '../make/process/running.ts';
import { makeStage, type Stage } from '../make/stage.ts';

/** The content of a call is there at once: a ledger that does not know the call sees no job that it would wait for. */
const WORLD = { config: 'guards: {firstRun: apply}', simulation: { lag: 0, distribute: 0 } };

const declare = (...packages: readonly number[]) => ({ 'a.yaml': redistribution({ packages }) });
const sent = (...packages: readonly number[]) => packages.map((one) => `${packageId(one)} ${groupName(1)}`);

/** A stage on which package 1 was sent; `older` is a copy from then, and package 2 was sent since. */
async function makeStory() {
  const stage = await makeStage(WORLD);
  const older = join(stage.folder, 'older.db');
  stage.commit(declare(1));
  await stage.dpsync('apply', '--yes');
  await stage.dpsync('backup', older);
  stage.commit(declare(1, 2));
  await stage.dpsync('apply', '--yes');
  expect(stage.calls()).toEqual(sent(1, 2));
  return { stage, older };
}

interface Used {
  /** Where the config and the ledger are by now. */
  readonly folder?: string;
  readonly ledger?: string;
  readonly state?: string;
}

/** Runs dpsync on a ledger of another name, from another folder, or with another state folder. */
function dpsync(
  stage: Stage,
  { folder = stage.folder, ledger, state }: Used,
  ...words: string[]
): Promise<Finished> {
  const config = join(folder, `${crypto.randomUUID()}.yaml`);
  const text = readFileSync(join(folder, 'dpsync.yaml'), 'utf8');
  writeFileSync(config, ledger === undefined ? text : text.replace('sqlite:dpsync.db', `sqlite:${ledger}`));
  const environment = { ...process.env, DPSYNC_HOME: state ?? join(stage.folder, 'state') };
  return runHere(['--config', config, ...words], { folder, environment });
}

/** Puts a copy in the place of a ledger, as the message of a damaged one says. */
function putBack(copy: string, ledger: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${ledger}${suffix}`, { force: true });
  copyFileSync(copy, ledger);
}

/** The config and its ledger in a folder of another name. */
function moveFolder({ folder }: Stage): string {
  const moved = join(folder, 'moved');
  mkdirSync(moved);
  for (const name of readdirSync(folder)) {
    if (name.startsWith('dpsync.')) renameSync(join(folder, name), join(moved, name));
  }
  const text = readFileSync(join(moved, 'dpsync.yaml'), 'utf8');
  writeFileSync(join(moved, 'dpsync.yaml'), text.replace('./content', '../content'));
  return moved;
}

const WAYS = {
  'a copy elsewhere': ({ folder }: Stage, copy: string) => {
    copyFileSync(copy, join(folder, 'elsewhere.db'));
    return { ledger: 'elsewhere.db' };
  },
  'a copy put back': ({ ledger }: Stage, copy: string) => {
    putBack(copy, ledger);
    return {};
  },
  'a copy put back, with another state folder': ({ ledger, folder }: Stage, copy: string) => {
    putBack(copy, ledger);
    return { state: join(folder, 'state of root') };
  },
  'a copy in the folder that was moved': (stage: Stage, copy: string) => {
    putBack(copy, stage.ledger);
    return { folder: moveFolder(stage) };
  },
  'a symbolic link to a copy': ({ folder }: Stage, copy: string) => {
    symlinkSync(copy, join(folder, 'link.db'));
    return { ledger: 'link.db' };
  },
} as const;

describe('a ledger that lacks what was done since', { timeout: 120_000 }, () => {
  it.each(Object.entries(WAYS))('sends nothing again: %s', async (_, use) => {
    const { stage, older } = await makeStory();
    await using _closing = stage;
    const used = use(stage, older);
    for (const _round of [1, 2]) {
      expect((await dpsync(stage, used, 'apply', '--yes')).code).toBe(4);
      expect(stage.calls()).toEqual(sent(1, 2));
    }
  });

  it('sends nothing that was suspended since: the suspension is lost with the rest', async () => {
    await using stage = await makeStage(WORLD);
    const older = join(stage.folder, 'older.db');
    stage.commit(declare(1));
    await stage.dpsync('apply', '--yes');
    await stage.dpsync('backup', older);
    await stage.dpsync('suspend', '--reason', 'the line to EMEA is down');
    stage.commit(declare(1, 2));
    for (const state of [undefined, join(stage.folder, 'state of root')]) {
      putBack(older, stage.ledger);
      expect((await dpsync(stage, state === undefined ? {} : { state }, 'apply', '--yes')).code).toBe(4);
      expect(stage.calls()).toEqual(sent(1));
    }
  });
});

describe('a ledger that has everything', { timeout: 120_000 }, () => {
  it('goes on by its path, a symbolic link, a copy elsewhere and another state folder, and sends each once', async () => {
    const { stage } = await makeStory();
    await using _closing = stage;
    const names = join(stage.folder, 'link.db');
    symlinkSync(stage.ledger, names);
    copyFileSync(stage.ledger, join(stage.folder, 'newest.db'));
    const state = join(stage.folder, 'state of root');
    const packages = [1, 2];
    for (const used of [{}, { ledger: 'link.db' }, { state }, {}]) {
      packages.push(packages.length + 1);
      stage.commit(declare(...packages));
      expect((await dpsync(stage, used, 'apply', '--yes')).code).toBe(0);
      expect(stage.calls()).toEqual(sent(...packages));
    }
    // What was the newest copy is an older one by now, also by another name.
    expect((await dpsync(stage, { ledger: 'newest.db' }, 'apply', '--yes')).code).toBe(4);
    expect(stage.calls()).toEqual(sent(...packages));
  });

  it('is written by one at a time, by whatever name the second one comes', async () => {
    const { stage } = await makeStory();
    await using _closing = stage;
    const { folder, ledger } = stage;
    symlinkSync(ledger, join(folder, 'link.db'));
    symlinkSync(folder, join(folder, 'inside'));
    writeFileSync(join(folder, 'mounted.db'), '');
    stage.commit(declare(1, 2, 3));
    const child = startWriter(folder, 1);
    await child.saidSo(1);
    const refusedAs = async (used: Used) => {
      const { code, stderr } = await dpsync(stage, used, 'apply', '--yes');
      expect(code).toBe(1);
      return stderr;
    };
    expect(await refusedAs({})).toContain('is locked by');
    expect(await refusedAs({ ledger: 'link.db' })).toContain('is locked by');
    expect(await refusedAs({ ledger: 'inside/dpsync.db' })).toContain('is locked by');
    expect(await refusedAs({ state: join(folder, 'state of root') })).toContain('is locked by');
    if (spawnSync('mount', ['--bind', ledger, join(folder, 'mounted.db')]).status === 0) {
      const refused = await refusedAs({ ledger: 'mounted.db' });
      spawnSync('umount', [join(folder, 'mounted.db')]);
      expect(refused).toContain('another file that is mounted there');
    }
    linkSync(ledger, join(folder, 'hard.db'));
    expect(await refusedAs({ ledger: 'hard.db' })).toContain('has 2 names');
    expect(await refusedAs({})).toContain('has 2 names');
    expect(stage.calls()).toEqual(sent(1, 2));
    await child.kill();
  });
});
