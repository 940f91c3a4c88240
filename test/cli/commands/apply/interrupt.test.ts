import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage } from '../../../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };
const ALL = redistribution({ packages: [1, 2, 3, 4], groups: [1, 2, 3, 4] });

describe('Ctrl-C', { timeout: 120_000 }, () => {
  it.concurrent.each(['SIGINT', 'SIGTERM'] as const)(
    'ends an apply after the calls in flight, and the next one goes on (%s)',
    async (signal) => {
      await using stage = await makeStage({ ...RELEASED, simulation: { latency: 250 } });
      stage.commit({ 'a.yaml': ALL });
      const called = stage.called();
      const running = stage.start('apply', '--yes', '-o', 'json');
      await called;
      running.kill(signal);
      const result = await running.finished;
      expect({ code: result.code, stderr: result.stderr }).toEqual({
        code: 4,
        stderr: 'dpsync: stopping after the calls in flight; Ctrl-C once more ends at once\n',
      });
      const { results, notReached, summary } = documentOf('run', result);
      expect(results.length).toBeGreaterThan(0);
      expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
      expect(notReached).toMatchObject([{ site: 'P01', error: { code: 'DPS2005' } }]);
      expect(summary.accepted + summary.notReached).toBe(16);
      expect(stage.calls()).toHaveLength(results.length);

      expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
      expect(stage.calls()).toHaveLength(16);
      expect(new Set(stage.calls()).size).toBe(16);
    },
  );

  it.concurrent('twice ends it at once; what was in flight is unknown then', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script((request) => (request.kind === 'call' ? { kind: 'hang', taken: true } : undefined));
    const called = stage.called();
    const running = stage.start('apply', '--yes');
    await called;
    running.kill('SIGINT');
    await running.shown('stopping after the calls in flight');
    running.kill('SIGINT');
    expect(await running.finished).toMatchObject({ code: 130, stdout: '' });
    const after = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect(after.code).toBe(5);
    expect(documentOf('run', after).held).toMatchObject([{ held: { by: 'unknownOutcome' } }]);
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('ends at once what has nothing to finish', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(() => ({ kind: 'hang', taken: false }));
    const asked = new Promise<void>((resolve) => stage.watch(() => resolve()));
    const running = stage.start('plan');
    await asked;
    running.kill('SIGINT');
    expect(await running.finished).toEqual({ code: null, stdout: '', stderr: '' });
  });
});
