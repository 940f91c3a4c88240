import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { wrongByPublished } from '../../make/published.ts';
import { makeStage } from '../../make/stage.ts';

describe('export', { timeout: 120_000 }, () => {
  it.concurrent('prints one document by its schema, and records nothing', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const { code, stdout, stderr } = await stage.dpsync('export');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(wrongByPublished('facts', document)).toEqual([]);
    expect(document).toMatchObject({ kind: 'Facts', sent: [], sites: [{ code: 'P01' }] });
    expect(existsSync(stage.ledger)).toBe(false);
    expect(stage.calls()).toEqual([]);
  });

  it.concurrent('replaces a file in one step, or leaves it as it was', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    const folder = join(stage.folder, 'out');
    mkdirSync(folder);
    const file = join(folder, 'facts.json');
    writeFileSync(file, 'before');
    expect((await stage.dpsync('export', '--write', file)).code).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ kind: 'Facts' });
    expect(readdirSync(folder)).toEqual(['facts.json']);

    stage.site.script(() => ({ kind: 'answer', taken: false, status: 403, body: '{}' }));
    writeFileSync(file, 'before');
    const failed = await stage.dpsync('export', '--write', file);
    expect({ code: failed.code, stdout: failed.stdout }).toEqual({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/\(DPS20\d\d\)\n$/);
    expect(readFileSync(file, 'utf8')).toBe('before');
  });

  it.concurrent('says where it cannot write', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    const result = await stage.dpsync('export', '--write', join('no', 'such', 'facts.json'));
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/facts\.json cannot be written: ENOENT.*\(DPS5021\)\n$/);
  });
});
