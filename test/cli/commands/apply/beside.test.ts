// One process writes at a time; whoever only looks, or says a word, is never in its way.
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage } from '../../../make/stage.ts';

describe('beside a running apply', { timeout: 120_000 }, () => {
  it('a second writer is refused, readers and words are not', async () => {
    await using stage = await makeStage({
      config: 'guards: {firstRun: apply}',
      site: '    maxConcurrentCalls: 1',
    });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    stage.site.script((request) => (request.kind === 'call' ? { kind: 'hang', taken: true } : undefined));
    const called = stage.called();
    const running = stage.start('apply', '--yes');
    await called;

    for (const words of [['apply', '--yes'], ['adopt']]) {
      const refused = await stage.dpsync(...words, '-o', 'json');
      expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: '' });
      expect(refused.stderr).toContain(`process ${running.pid} on ${hostname()}, "apply"`);
      expect(refused.stderr).toMatch(/since \d{4}-\d\d-\d\d/);
    }

    const plan = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    expect(plan.entries.map(({ action, held }) => held?.by ?? action)).toEqual(['inFlight', 'redistribute']);
    const status = await stage.dpsync('status', '-o', 'json');
    expect(status.code).toBe(0);
    expect(documentOf('status', status).entries.map(({ sync }) => sync)).toEqual(['OutOfSync', 'OutOfSync']);
    const [attempt] = documentOf('history', await stage.dpsync('history', '-o', 'json')).attempts;
    expect(attempt).toMatchObject({ outcome: 'open', finishedAt: null });
    expect((await stage.dpsync('approve', attempt?.run ?? '')).code).toBe(0);
    const early = await stage.dpsync('resolve', 'P01/P0100001/Branch Offices 01', '--as', 'accepted');
    expect(early.stderr).toContain('has no unknown outcome');

    running.kill('SIGKILL');
    await running.finished;
    expect((await stage.dpsync('status')).stdout).toContain('Unknown');
    stage.site.script(() => undefined);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(5);
    expect(stage.calls()).toEqual(['P0100001 Branch Offices 01', 'P0100002 Branch Offices 01']);
  });
});
