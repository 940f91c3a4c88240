import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage } from '../../../make/stage.ts';

// Closed whenever this runs.
const FROZEN = {
  config: 'guards: {firstRun: apply, windows: [{kind: deny, schedule: "* * * * *", duration: 1m}]}',
};
const REASON = ['--reason', 'P1 incident 4711'];

describe('a closed window', { timeout: 120_000 }, () => {
  it.concurrent('holds what is due, as plan, apply and status say', async () => {
    await using stage = await makeStage(FROZEN);
    stage.commit({ 'a.yaml': redistribution() });
    const { entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    expect(entries).toMatchObject([
      {
        action: 'hold',
        held: { by: 'window', code: null, until: null, remedy: expect.stringContaining('--break-glass') },
      },
    ]);
    const applied = await stage.dpsync('apply', '--yes');
    expect(applied.code).toBe(4);
    expect(applied.stdout).toContain(
      'Held by window (1)\n  inside of the deny window "* * * * *" for 1m (UTC);',
    );
    expect(stage.calls()).toEqual([]);
    const { entries: standing } = documentOf('status', await stage.dpsync('status', '-o', 'json'));
    expect(standing).toMatchObject([{ sync: 'Held', held: { by: 'window' } }]);
  });

  it.concurrent('is passed with a reason, which the history keeps', async () => {
    await using stage = await makeStage(FROZEN);
    stage.commit({ 'a.yaml': redistribution() });
    const run = documentOf(
      'run',
      await stage.dpsync('apply', '--yes', '--break-glass', ...REASON, '-o', 'json'),
    );
    expect(run.summary).toMatchObject({ accepted: 1, held: 0 });
    expect(stage.calls()).toEqual(['P0100001 Branch Offices 01']);
    const { commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(commands.filter(({ command }) => command === 'breakGlass')).toMatchObject([
      { target: run.runs[0]?.id, reason: 'P1 incident 4711' },
    ]);
    expect((await stage.dpsync('history')).stdout).toMatch(
      /breakGlass +\w{12} .*P1 incident 4711 · \S+@\S+\n/,
    );
  });

  it.concurrent.each([
    ['without a reason', ['--break-glass']],
    ['with an empty one', ['--break-glass', '--reason', ' ']],
    ['by a reason alone', REASON],
  ])('is not passed %s', async (_, flags) => {
    await using stage = await makeStage(FROZEN);
    stage.commit({ 'a.yaml': redistribution() });
    expect(await stage.dpsync('apply', '--yes', ...flags)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'dpsync: --break-glass and --reason TEXT belong together: say both, or neither (DPS5017)\n',
    });
    expect(stage.calls()).toEqual([]);
  });
});
