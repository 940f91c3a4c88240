// How a daemon ends: in order by default, in time in any case, and at once where somebody insists.
import { readFileSync, renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../../../src/simulator/site.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { type DaemonProcess, startDaemon } from '../../../make/process/daemon.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

// A call that hangs would be waited for longer than any test.
const RELEASED = { config: 'guards: {firstRun: apply}', site: '    callTimeout: 1h' };
const ALL = redistribution({ packages: [1, 2, 3, 4], groups: [1, 2, 3, 4] });
const HANG: Script = (request) => (request.kind === 'call' ? { kind: 'hang', taken: true } : undefined);

/** A daemon with a call that gets no answer. */
async function hanging(stage: Stage): Promise<DaemonProcess> {
  stage.commit({ 'a.yaml': redistribution() });
  stage.site.script(HANG);
  const called = stage.called();
  const daemon = startDaemon(stage);
  await daemon.told('intended');
  await called;
  return daemon;
}

/** What became of each call, and by which error. */
async function outcomes(stage: Stage): Promise<readonly string[]> {
  const { attempts } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
  return attempts.map(({ outcome, error }) => `${outcome} ${error?.code ?? ''}`.trim()).sort();
}

describe('run ends', { timeout: 120_000 }, () => {
  it.concurrent.each(['SIGTERM', 'SIGINT'] as const)(
    'after the calls in flight on %s, and the next one goes on',
    async (signal) => {
      await using stage = await makeStage({ ...RELEASED, simulation: { latency: 300 } });
      stage.commit({ 'a.yaml': ALL });
      const called = stage.called();
      const daemon = startDaemon(stage);
      await daemon.told('intended');
      await called;
      daemon.kill(signal);
      expect(await daemon.finished).toMatchObject({ code: 0, stdout: '' });
      const lines = daemon.lines();
      const stopping = lines.findIndex(({ event }) => event === 'stopping');
      expect(lines[stopping]).toMatchObject({ level: 'info', by: 'a signal' });
      expect(lines.at(-1)?.event).toBe('stopped');
      const intended = lines.filter(({ event }) => event === 'intended');
      const accepted = lines.filter((line) => line.event === 'concluded' && line.outcome === 'accepted');
      expect(lines.slice(stopping).map(({ event }) => event)).not.toContain('intended');
      expect(accepted).toHaveLength(intended.length);
      expect(stage.calls()).toHaveLength(intended.length);
      expect(intended.length).toBeLessThan(16);

      const next = startDaemon(stage);
      await next.found(() => (stage.calls().length === 16 ? true : undefined));
      await next.end();
      expect(new Set(stage.calls()).size).toBe(16);
      expect(await outcomes(stage)).toEqual(Array(16).fill('accepted'));
    },
  );

  it.concurrent('after 30 seconds where a call has no answer, which the next one reads as unknown', async () => {
    await using stage = await makeStage(RELEASED);
    const daemon = await hanging(stage);
    expect((await daemon.end()).code).toBe(0);
    stage.site.script(() => undefined);
    const next = startDaemon(stage);
    stage.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await next.told('concluded', { entry: 'P01/P0100002/Branch Offices 01' });
    await next.end();
    expect(await outcomes(stage)).toEqual(['accepted', 'unknown DPS2540']);
    expect(stage.calls()).toEqual(['P0100001 Branch Offices 01', 'P0100002 Branch Offices 01']);
  });

  it.concurrent('after 30 seconds also where it was about to take over another config', async () => {
    await using stage = await makeStage(RELEASED);
    const daemon = await hanging(stage);
    stage.writeConfig(`${readFileSync(stage.configFile, 'utf8')}retry: {limit: 7}\n`);
    await daemon.told('stopping', { by: 'a new config' });
    expect((await daemon.end()).code).toBe(0);
    expect(daemon.lines().filter(({ event }) => event === 'stopping')).toMatchObject([
      { by: 'a new config' },
      { by: 'a signal' },
    ]);
  });

  it.concurrent('at once on a second signal', async () => {
    await using stage = await makeStage(RELEASED);
    const daemon = await hanging(stage);
    daemon.kill('SIGINT');
    await daemon.told('stopping');
    daemon.kill('SIGINT');
    expect((await daemon.finished).code).toBe(130);
    const { stdout } = await stage.dpsync('status');
    expect(stdout).toMatch(/^P01\/P0100001\/Branch Offices 01 +Unknown /m);
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('where the ledger is taken away, and says which', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage);
    await daemon.told('concluded');
    renameSync(stage.ledger, `${stage.ledger}.old`);
    stage.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    expect((await daemon.finished).code).toBe(1);
    expect(daemon.lines().at(-1)).toMatchObject({ level: 'error', event: 'failed', code: 'DPS2522' });
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('where its config has mistakes, before it does anything', async () => {
    await using stage = await makeStage();
    stage.writeConfig('apiVersion: dpsync/v1\nkind: Config\nledger: 7\n');
    const { code, stderr } = await startDaemon(stage).finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^dpsync: \S+dpsync\.yaml:\d+:\d+: /);
  });
});
