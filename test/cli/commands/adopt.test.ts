import { describe, expect, it } from 'vitest';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage, type Stage } from '../../make/stage.ts';

const actions = async (stage: Stage, ...args: string[]) =>
  documentOf('plan', await stage.dpsync('plan', '-o', 'json', ...args)).entries.map(
    ({ package: id, action, held }) => `${id} ${held?.by ?? action}`,
  );

describe('adopt', { timeout: 120_000 }, () => {
  it.concurrent('records what is due as applied, whatever else holds it, and calls nothing', async () => {
    await using stage = await makeStage();
    const commit = stage.commit({
      'a.yaml': redistribution({ packages: [1, 2] }),
      'later.yaml': redistribution({ packages: [3], notBefore: '2999-01-01T00:00:00Z' }),
      'paused.yaml': redistribution({ packages: [4], suspend: true }),
    });
    const { code, stdout, stderr } = await stage.dpsync('adopt', '--reason', 'sent by hand');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      `content: recorded 4 entries as applied at commit ${commit.slice(0, 10)}. Nothing was called.\n` +
        'What changes from now on is called by dpsync apply.\n',
    );
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(stage.calls()).toEqual([]);
    const { attempts, commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(new Set(attempts.map(({ outcome }) => outcome))).toEqual(new Set(['adopted']));
    expect(commands).toMatchObject([{ command: 'adopt', target: 'content', reason: 'sent by hand' }]);

    stage.commit({ 'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }] }) });
    await stage.dpsync('apply', '--yes');
    expect(stage.calls()).toEqual(['P0100002 Branch Offices 01']);
  });

  it.concurrent('leaves out what is in conflict or in a file with a problem', async () => {
    await using stage = await makeStage();
    stage.commit({
      'a.yaml': redistribution(),
      'twice.yaml': redistributions({ packages: [2] }, { packages: [2] }),
    });
    const document = documentOf('history', await stage.dpsync('adopt', '-o', 'json'));
    expect(document.attempts.map(({ package: id, outcome }) => `${id} ${outcome}`)).toEqual([
      'P0100001 adopted',
    ]);
    expect(document.commands).toMatchObject([{ command: 'adopt', target: 'content' }]);
    stage.commit({ 'twice.yaml': redistribution({ packages: [2] }) });
    expect(await actions(stage)).toEqual(['P0100002 redistribute']);
  });

  it.concurrent('takes the commit of the last pass, not what was pushed since', async () => {
    await using stage = await makeStage();
    const seen = stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('apply', '--yes');
    stage.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    expect((await stage.dpsync('adopt')).stdout).toContain(
      `1 entry as applied at commit ${seen.slice(0, 10)}`,
    );
    expect(await actions(stage)).toEqual(['P0100002 redistribute']);
  });

  it.concurrent('takes another commit by wish', async () => {
    await using stage = await makeStage();
    const first = stage.commit({ 'a.yaml': redistribution() });
    stage.commit({ 'a.yaml': redistribution({ packages: [{ id: 1, revision: '2' }, 2] }) });
    const { stdout } = await stage.dpsync('adopt', 'content', '--commit', first.slice(0, 10));
    expect(stdout).toContain(`recorded 1 entry as applied at commit ${first.slice(0, 10)}`);
    expect(await actions(stage)).toEqual(['P0100001 redistribute', 'P0100002 redistribute']);

    await using other = await makeStage();
    other.commit({ 'a.yaml': redistribution() });
    const unknown = await other.dpsync('adopt', '--commit', 'f'.repeat(40), '-o', 'json');
    expect({ code: unknown.code, stdout: unknown.stdout }).toEqual({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('ffffffffff');
  });

  it.concurrent('is refused a second time, for an unknown source, and after apply --first-run', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    const saidOf = async (...args: string[]) => {
      const { code, stdout, stderr } = await stage.dpsync('adopt', ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      return stderr;
    };
    expect(await saidOf('nosuch')).toBe(
      'dpsync: the config has no source nosuch; it has content (DPS5101)\n',
    );
    await stage.dpsync('apply', '--yes', '--first-run');
    expect(await saidOf('content')).toContain('content is not on its first run any more');
    expect(await saidOf()).toContain('no source is on its first run; there is nothing to adopt');
  });
});
