import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Estate, makeEstate } from '../../make/estate.ts';

function makePlace(): Estate & Disposable {
  const estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
  return { ...estate, [Symbol.dispose]: () => estate.remove() };
}

describe('demo', { timeout: 120_000 }, () => {
  it.concurrent('tells the story with the commands that a user would type', async () => {
    using place = makePlace();
    const { code, stdout, stderr } = await place.start('demo', '--once', '--folder', 'demo').finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^\$ dpsync .*$/gm)).toEqual([
      '$ dpsync plan',
      '$ dpsync apply --first-run --yes',
      '$ dpsync apply --yes',
      '$ dpsync apply --yes',
      '$ dpsync history',
    ]);
    expect(stdout).toContain('Done in ');
    expect(stdout.match(/^ {2}accepted /gm)).toHaveLength(6);
    expect(stdout).toContain('No changes. Nothing was called.');
    expect(stdout).toContain('6 attempts, 1 operator command.');
    expect(existsSync(join(place.folder, 'demo', 'content', 'redistributions.yaml'))).toBe(true);
  });

  it.concurrent('stays, and applies what is committed, until Ctrl-C', async () => {
    using place = makePlace();
    const running = place.start('demo', '--folder', 'demo');
    await running.shown('Ctrl-C ends the demo.');
    const content = join(place.folder, 'demo', 'content');
    const file = join(content, 'redistributions.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('P0100001', '{id: P0100001, revision: mine}'));
    execFileSync('git', ['-C', content, 'commit', '--quiet', '--all', '--message', 'Redistribute']);
    await running.shown('P01/P0100001/Branch Offices 02  revision mine');
    running.kill('SIGINT');
    expect((await running.finished).code).toBe(0);
  });

  it.concurrent('takes no folder that is there already', async () => {
    using place = makePlace();
    mkdirSync(join(place.folder, 'demo'));
    const { code, stdout, stderr } = await place.dpsync('demo', '--once', '--folder', 'demo');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('is there already; name a new folder');
  });
});
