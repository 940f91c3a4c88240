import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { startDaemon } from '../../../make/process/daemon.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };
const PAIR = 'P0100001 Branch Offices 01';
const ENTRY = 'P01/P0100001/Branch Offices 01';

/** How one entry stands, as people see it. */
async function standing(stage: Stage, entry = ENTRY) {
  const status = documentOf('status', await stage.dpsync('status', entry, '-o', 'json'));
  return status.entries[0];
}

describe('run', { timeout: 180_000 }, () => {
  it.concurrent('calls what is committed, at its start and while it runs, and says so', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage);
    await daemon.told('concluded', { outcome: 'accepted', entry: ENTRY, revision: '1' });
    const commit = stage.commit({ 'a.yaml': redistribution({ revision: '2' }) }, 'Again');
    await daemon.told('concluded', { outcome: 'accepted', entry: ENTRY, revision: '2', commit });
    stage.commit({ 'b.yaml': redistribution({ packages: [2], groups: [2] }) });
    await daemon.told('concluded', { entry: 'P01/P0100002/Branch Offices 02' });
    expect(stage.calls()).toEqual([PAIR, PAIR, 'P0100002 Branch Offices 02']);

    expect(await daemon.end()).toMatchObject({ code: 0, stdout: '' });
    const told = daemon.lines().map(({ event }) => event);
    expect(told[0]).toBe('started');
    expect(told.slice(-2)).toEqual(['stopping', 'stopped']);
    expect(daemon.lines().filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it.concurrent('holds what a new source declares, and calls it where somebody released it', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage);
    await daemon.told('passed', { due: 1, held: 1 });
    expect((await standing(stage))?.held?.by).toBe('firstRun');
    expect((await stage.dpsync('adopt')).stderr).toContain(`process ${daemon.pid} on ${hostname()}, "run"`);
    expect(stage.calls()).toEqual([]);
    await daemon.end();
    expect((await stage.dpsync('adopt')).code).toBe(0);
    const next = startDaemon(stage);
    stage.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await next.told('concluded', { outcome: 'accepted', revision: '2' });
    expect(stage.calls()).toEqual([PAIR]);
    await next.end();
  });

  it.concurrent("is the only writer, and in nobody's way who reads", async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage);
    await daemon.told('concluded');
    const [apply, second, status, history, plan] = await Promise.all([
      stage.dpsync('apply', '--yes', '-o', 'json'),
      stage.dpsync('run'),
      stage.dpsync('status', '-o', 'json', '--all'),
      stage.dpsync('history', '-o', 'json'),
      stage.dpsync('plan', '-o', 'json', '--all'),
    ]);
    for (const refused of [apply, second]) {
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain(`process ${daemon.pid} on ${hostname()}`);
      expect(refused.stderr).toMatch(/since \d{4}-\d\d-\d\d/);
    }
    expect(documentOf('status', status).entries).toMatchObject([{ sync: 'Synced' }]);
    expect(documentOf('history', history).attempts).toMatchObject([{ outcome: 'accepted' }]);
    expect(documentOf('plan', plan).entries).toMatchObject([{ action: 'none' }]);
    expect(stage.calls()).toEqual([PAIR]);
    await daemon.end();
  });

  it.concurrent('hears suspend and resume', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage);
    await daemon.told('concluded');
    expect((await stage.dpsync('suspend', 'P01/*/*', '--reason', 'CHG1')).code).toBe(0);
    await daemon.told('operatorCommand', { command: 'suspend', target: 'P01/*/*' });
    stage.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await daemon.told('passed', { held: 1 });
    expect((await standing(stage))?.held?.by).toBe('suspended');
    expect((await stage.dpsync('resume', 'P01/*/*')).code).toBe(0);
    await daemon.told('concluded', { revision: '2', outcome: 'accepted' });
    expect(stage.calls()).toEqual([PAIR, PAIR]);
    await daemon.end();
  });

  it.concurrent('hears retry and resolve', async () => {
    await using stage = await makeStage({
      config: 'guards: {firstRun: apply}\nsettle: {after: 1h}',
      site: '    callTimeout: 1s',
    });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    stage.site.script((request) => {
      if (request.kind !== 'call') return undefined;
      if (request.package === 'P0100002') return { kind: 'drop', taken: true };
      return { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue":1}' };
    });
    const daemon = startDaemon(stage);
    await daemon.told('concluded', { outcome: 'rejected', code: 'DPS2030', level: 'warn' });
    await daemon.told('concluded', { outcome: 'unknown', code: 'DPS2041', level: 'warn' });
    stage.site.script(() => undefined);
    expect((await stage.dpsync('retry', ENTRY)).code).toBe(0);
    await daemon.told('concluded', { outcome: 'accepted', entry: ENTRY });
    const other = ENTRY.replace('00001', '00002');
    expect((await standing(stage, other))?.sync).toBe('Unknown');
    expect((await stage.dpsync('resolve', other, '--as', 'accepted')).code).toBe(0);
    await daemon.told('operatorCommand', { command: 'resolve' });
    expect((await standing(stage, other))?.sync).toBe('Synced');
    expect(stage.calls()).toEqual(['P0100002 Branch Offices 01', PAIR]);
    await daemon.end();
  });

  it.concurrent('hears approve', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply, maxCallsPerRun: 1}' });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const daemon = startDaemon(stage);
    const { run } = await daemon.told('passed', { held: 2 });
    expect((await standing(stage))?.held?.by).toBe('budget');
    expect((await stage.dpsync('approve', String(run))).code).toBe(0);
    await daemon.told('concluded', { entry: ENTRY });
    await daemon.told('concluded', { entry: ENTRY.replace('00001', '00002') });
    await daemon.end();
    expect(stage.calls()).toHaveLength(2);
  });

  it.concurrent('looks at a source where reconcile or SIGHUP says so', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage, '--verbose');
    await daemon.told('concluded');
    const reconciled = await stage.dpsync('reconcile', 'content', '--reason', 'CHG2');
    expect(reconciled).toMatchObject({ code: 0, stdout: 'content is looked at now.\n' });
    await daemon.told('woken', { source: 'content', by: 'command' });
    daemon.kill('SIGHUP');
    await daemon.told('woken', { source: 'content', by: 'signal' });
    expect((await stage.dpsync('reconcile', 'contents')).stderr).toContain('no source contents');
    await daemon.end();
    expect((await stage.dpsync('reconcile')).stdout).toContain('none is running now');
    expect(stage.calls()).toEqual([PAIR]);
  });
});
