import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage } from '../../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };

describe('backup', { timeout: 120_000 }, () => {
  it.concurrent('copies the ledger, all that it knows included', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.dpsync('apply', '--yes');
    const file = join(stage.folder, 'copy.db');
    expect(await stage.dpsync('backup', 'copy.db')).toEqual({
      code: 0,
      stdout: `The ledger is copied to ${file}.\n`,
      stderr: '',
    });
    const before = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    const config = readFileSync(stage.configFile, 'utf8');
    stage.writeConfig(config.replace('sqlite:dpsync.db', 'sqlite:copy.db'));
    const { attempts, commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(attempts).toHaveLength(2);
    expect({ attempts, commands }).toEqual({ attempts: before.attempts, commands: before.commands });
  });

  it.concurrent('copies it while an apply is calling', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(({ kind }) => (kind === 'call' ? { kind: 'hang', taken: true } : undefined));
    const asked = stage.called();
    stage.start('apply', '--yes');
    await asked;
    expect((await stage.dpsync('backup', 'copy.db')).code).toBe(0);
    const config = readFileSync(stage.configFile, 'utf8');
    stage.writeConfig(config.replace('sqlite:dpsync.db', 'sqlite:copy.db'));
    const { attempts } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(attempts).toMatchObject([{ outcome: 'open' }]);
  });

  it.concurrent('replaces no file, and leaves none where it fails', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('apply', '--yes');
    await stage.dpsync('backup', 'copy.db');
    const first = readFileSync(join(stage.folder, 'copy.db'));
    const again = await stage.dpsync('backup', 'copy.db');
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 1, stdout: '' });
    expect(again.stderr).toContain('DPS2551');
    expect(readFileSync(join(stage.folder, 'copy.db')).equals(first)).toBe(true);

    const names = readdirSync(stage.folder).sort();
    const nowhere = await stage.dpsync('backup', 'nowhere/copy.db');
    expect({ code: nowhere.code, stdout: nowhere.stdout }).toEqual({ code: 1, stdout: '' });
    expect(nowhere.stderr).toContain('DPS2552');
    expect(readdirSync(stage.folder).sort()).toEqual(names);
  });

  it.concurrent('says so where there is no ledger yet', async () => {
    await using stage = await makeStage(RELEASED);
    const { code, stderr } = await stage.dpsync('backup', 'copy.db');
    expect(code).toBe(1);
    expect(stderr).toContain('DPS2550');
    expect(readdirSync(stage.folder)).not.toContain('copy.db');
  });
});
