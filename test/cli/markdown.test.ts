import { describe, expect, it } from 'vitest';
import { redistribution } from '../make/noun/redistribution.ts';
import { makeStage } from '../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };

describe('-o markdown', { timeout: 120_000 }, () => {
  it.concurrent('prints a plan, what became of it, and how things stand', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution({ reason: 'CHG0012345 <b>@team</b>' }) });
    const plan = await stage.dpsync('plan', '-o', 'markdown');
    expect({ code: plan.code, stderr: plan.stderr }).toEqual({ code: 0, stderr: '' });
    expect(plan.stdout).toMatch(/^## Redistribution plan\n\n\*\*The next pass would redistribute 1 package /);
    expect(plan.stdout).toContain('\nReason: CHG0012345 &#x3c;b&#x3e;<span>&#x40;</span>team');

    await stage.dpsync('apply', '--yes');
    const again = await stage.dpsync('plan', '-o', 'markdown');
    expect(again.stdout).toBe('The next pass would redistribute nothing.\n');
    const status = await stage.dpsync('status', '--all', '-o', 'markdown');
    expect(status.stdout).toMatch(/^\| <code>P0100001<\/code> \| Branch Offices 01 \| Synced \|/m);
    const history = await stage.dpsync('history', '-o', 'markdown');
    expect(history.stdout).toMatch(
      /^\| \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ \| accepted \| P01\/P0100001\/Branch Offices 01 \|/m,
    );
  });

  it.concurrent('ends as the command does without it', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': `${redistribution()}  colour: red\n` });
    for (const command of ['plan', 'validate']) {
      const { code, stdout } = await stage.dpsync(command, '-o', 'markdown');
      expect(code).toBe(6);
      expect(stdout).toMatch(/^### Problems \(1\)$/m);
    }
  });

  it.concurrent('is refused where a command has nothing to paste, before anything is done', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const { code, stdout, stderr } = await stage.dpsync('apply', '--yes', '-o', 'markdown');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'dpsync: apply prints no markdown; validate, plan, status, history do\n(dpsync apply --help says more)\n',
    );
    expect(stage.calls()).toEqual([]);
  });
});
