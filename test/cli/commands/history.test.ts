import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage, type Stage } from '../../make/stage.ts';

/** Two packages for two groups, called at two commits; the first ones a year ago. */
async function makePast(): Promise<Stage> {
  const stage = await makeStage({ config: 'guards: {firstRun: apply}' });
  stage.commit({ 'a.yaml': redistribution({ groups: [1, 2], reason: 'CHG0012345' }) });
  await stage.dpsync('apply', '--yes');
  stage.tamper(`update attempts set started_at = started_at - ${365 * 86_400_000}`);
  stage.commit({ 'b.yaml': redistribution({ packages: [2], groups: [1, 2] }) });
  await stage.dpsync('apply', '--yes');
  return stage;
}

describe('history', { timeout: 120_000 }, () => {
  it('is newest first, and narrows by package, group, time and number', async () => {
    await using stage = await makePast();
    const found = async (...args: string[]) =>
      documentOf('history', await stage.dpsync('history', '-o', 'json', ...args)).attempts.map(
        ({ package: id, group }) => `${id} ${group.slice(-1)}`,
      );
    const all = await found();
    expect(all.slice(0, 2).sort()).toEqual(['P0100002 1', 'P0100002 2']);
    expect(all.slice(2).sort()).toEqual(['P0100001 1', 'P0100001 2']);
    expect((await found('--package', 'p0100001')).sort()).toEqual(['P0100001 1', 'P0100001 2']);
    expect(await found('--package', 'P0100002', '--group', 'BRANCH OFFICES 02')).toEqual(['P0100002 2']);
    expect((await found('--since', '7d')).sort()).toEqual(['P0100002 1', 'P0100002 2']);
    expect(await found('--since', '2020-01-01')).toHaveLength(4);
    expect(await found('--limit', '1')).toEqual(all.slice(0, 1));
  });

  it('tells people what was called and why, and what operators said', async () => {
    await using stage = await makePast();
    const { code, stdout, stderr } = await stage.dpsync('history');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^TIME +WHAT +ENTRY +REVISION .*NOTE\n/);
    expect(stdout).toMatch(/accepted +P01\/P0100001\/Branch Offices 01 +1 .*CHG0012345 · \S+@\S+\n/);
    expect(stdout).toMatch(/firstRun +content +guards\.firstRun: apply/);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('4 attempts, 1 operator command.');
  });

  it('of an estate in which nothing happened yet says so, and makes no ledger', async () => {
    await using stage = await makeStage();
    expect(await stage.dpsync('history')).toEqual({
      code: 0,
      stdout: 'Nothing was called or said.\n',
      stderr: '',
    });
    const { attempts, commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect({ attempts, commands }).toEqual({ attempts: [], commands: [] });
  });
});
