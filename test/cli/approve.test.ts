import { describe, expect, it } from 'vitest';
import { documentOf } from '../make/published.ts';
import { redistribution } from '../make/redistribution.ts';
import { makeStage, type Stage } from '../make/stage.ts';

const BUDGET = { config: 'guards: {firstRun: apply, maxCallsPerRun: 2}' };

const runOf = async (stage: Stage) => {
  const { sources, entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
  return sources[0]?.run ?? entries[0]?.run ?? '';
};

describe('approve', { timeout: 60_000 }, () => {
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
      stdout: `Run ${first?.run} of content is approved. dpsync apply makes its calls.\n`,
    });
    stage.commit({ 'b.yaml': redistribution({ packages: [4, 5, 6] }) });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    expect(stage.calls().map((call) => call.slice(0, 8))).toEqual(
      expect.arrayContaining(['P0100001', 'P0100002', 'P0100003']),
    );
    expect(stage.calls()).toHaveLength(3);
    const { words } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(words[0]).toMatchObject({ word: 'approve', target: first?.run, reason: 'CHG0012345' });
  });

  it.concurrent('takes the id that plan shows before any pass recorded it', async () => {
    await using stage = await makeStage(BUDGET);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const run = await runOf(stage);
    const said = documentOf('history', await stage.dpsync('approve', run, '-o', 'json'));
    expect(said.words).toMatchObject([{ word: 'approve', target: run }]);
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

describe('apply --approve-budget', { timeout: 60_000 }, () => {
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
