import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage, type Stage } from '../../make/stage.ts';

const BUDGET = { config: 'guards: {firstRun: apply, maxCallsPerRun: 2}' };

const runOf = async (stage: Stage) => {
  const { sources, entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
  return sources[0]?.run ?? entries[0]?.run ?? '';
};

describe('approve', { timeout: 120_000 }, () => {
  it.concurrent('lets a run that was recorded go beyond its budget, and no other', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const held = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect(held.code).toBe(4);
    const [first] = documentOf('run', held).held;
    expect(first?.held).toMatchObject({ by: 'budget' });
    expect(first?.held.remedy).toContain(`dpsync approve ${first?.run}`);

    const { code, stdout } = await stage.dpsync('approve', first?.run ?? '', '--reason', 'CHG0012345');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Approved of run ${first?.run} of content: 3 entries, 9 deliveries, 2.5 GB. dpsync apply makes its calls.\n`,
    });
    stage.commit({ 'b.yaml': redistribution({ packages: [4, 5, 6] }) });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    expect(stage.calls().map((call) => call.slice(0, 8))).toEqual(
      expect.arrayContaining(['P0100001', 'P0100002', 'P0100003']),
    );
    expect(stage.calls()).toHaveLength(3);
    const { commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(commands[0]).toMatchObject({ command: 'approve', target: first?.run, reason: 'CHG0012345' });
  });

  it.concurrent('approves with --only a part of it, and of that only the revision that was shown', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const run = await runOf(stage);
    const planned = await stage.dpsync('plan', '--only', 'P01/P0100001/*');
    expect(planned.stdout).toContain(`dpsync approve ${run} --only "P01/P0100001/*"`);
    const said = await stage.dpsync('approve', run, '--only', 'P01/P0100001/*', '-o', 'json');
    expect(documentOf('history', said).commands).toMatchObject([
      { target: `${run} --only P01/P0100001/*`, approval: { entries: 1, deliveries: 3 } },
    ]);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3], revision: '2' }) });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    expect(stage.calls()).toEqual([]);
  });

  it.concurrent('refuses what selects nothing of the run, and a wave of a part', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const run = await runOf(stage);
    const nothing = await stage.dpsync('approve', run, '--only', 'P01/P0100009/*');
    expect({ code: nothing.code, stdout: nothing.stdout }).toEqual({ code: 1, stdout: '' });
    expect(nothing.stderr).toContain('DPS5');
    expect(await stage.dpsync('approve', run, '--wave', '0', '--only', '*')).toMatchObject({
      code: 1,
      stdout: '',
    });
  });

  it.concurrent('takes the id that plan shows before any pass recorded it', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const run = await runOf(stage);
    const said = documentOf('history', await stage.dpsync('approve', run, '-o', 'json'));
    expect(said.commands).toMatchObject([{ command: 'approve', target: run }]);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(stage.calls()).toHaveLength(3);
  });

  it.concurrent('refuses an id that does not fit any more, with the present one', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const before = await runOf(stage);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4] }) });
    const now = await runOf(stage);
    expect(now).not.toBe(before);
    const result = await stage.dpsync('approve', before, '-o', 'json');
    expect(result).toEqual({
      code: 1,
      stdout: '',
      stderr: `dpsync: there is no run ${before}; what is due now is ${now} (content) (DPS5103)\n`,
    });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    expect(stage.calls()).toEqual([]);
  });
});

describe('apply --approve-budget', { timeout: 120_000 }, () => {
  it.concurrent('releases with --only what was shown, and nothing else of the run', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const only = ['apply', '--yes', '--approve-budget', '--only', 'P01/P0100002/*'];
    expect((await stage.dpsync(...only)).code).toBe(0);
    expect(stage.calls()).toEqual(['P0100002 Branch Offices 01']);
    const after = documentOf('run', await stage.dpsync('apply', '--yes', '-o', 'json'));
    expect(after.held.map(({ package: id, held }) => [id, held.by])).toEqual([
      ['P0100001', 'budget'],
      ['P0100003', 'budget'],
    ]);
    expect(stage.calls()).toHaveLength(1);
    const { commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(commands.find(({ command }) => command === 'approve')).toMatchObject({ approval: { entries: 1 } });
  });

  it.concurrent('approves every run that the budget holds in this pass', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    stage.commit({ 'b.yaml': redistribution({ packages: [4, 5, 6] }) });
    expect((await stage.dpsync('apply', '--yes', '--approve-budget')).code).toBe(0);
    expect(stage.calls()).toHaveLength(6);
    stage.commit({ 'c.yaml': redistribution({ packages: [1, 2, 3], groups: [2] }) });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
  });
});

describe('approve --wave', { timeout: 120_000 }, () => {
  const WAVES = {
    'a.yaml': redistribution({ packages: [1] }),
    'b.yaml': redistribution({ packages: [2], wave: 1 }),
  };
  const REFUSED = { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue": 1}' } as const;

  it.concurrent('lets the next wave start although the lower one failed', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply}' });
    stage.commit(WAVES);
    stage.site.script(({ kind }) => (kind === 'call' ? REFUSED : undefined));
    const first = documentOf('run', await stage.dpsync('apply', '--yes', '-o', 'json'));
    stage.site.script(() => undefined);
    const run = first.runs[0]?.id ?? '';
    expect(first.held.map(({ held }) => held.by)).toEqual(['failed', 'wave']);
    expect(first.held[1]?.held.remedy).toContain(`dpsync approve ${run} --wave 0`);
    await stage.dpsync('apply', '--yes');
    expect(stage.calls()).toEqual([]);

    const said = await stage.dpsync('approve', run, '--wave', '0', '--reason', 'CHG0012345');
    expect(said).toEqual({
      code: 0,
      stdout: `Run ${run} may go on after wave 0. dpsync apply makes its calls.\n`,
      stderr: '',
    });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(3);
    expect(stage.calls()).toEqual(['P0100002 Branch Offices 01']);
    const { commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(commands[0]).toMatchObject({
      command: 'waiveWave',
      target: `${run} --wave 0`,
      reason: 'CHG0012345',
    });
  });

  it.concurrent('does not touch the budget', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply, maxCallsPerRun: 1}' });
    stage.commit(WAVES);
    const held = documentOf('run', await stage.dpsync('apply', '--yes', '-o', 'json'));
    expect((await stage.dpsync('approve', held.runs[0]?.id ?? '', '--wave', '0')).code).toBe(0);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    expect(stage.calls()).toEqual([]);
  });

  it.concurrent('is refused for a run that is not recorded', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit(WAVES);
    const run = await runOf(stage);
    const { code, stdout, stderr } = await stage.dpsync('approve', run, '--wave', '0');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`there is no run ${run}`);
  });
});
