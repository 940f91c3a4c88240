import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

const ENTRY = 'P01/P0100001/Branch Offices 01';
const TIMES = 'settle: {after: 300ms}\nhealth: {after: 300ms, interval: 300ms}';
const RELEASED = { config: `guards: {firstRun: apply}\n${TIMES}` };
/** Content arrives a second after its call. */
const QUICK = { lag: 500, distribute: 500 };
/** Content arrives after every test is over. */
const SLOW = { lag: 0, distribute: 600_000 };

/** A distribution point that never gets it is a member of the last group. */
const BROKEN = { ...QUICK, brokenPoints: 1 };

const WAIT = ['apply', '--yes', '--wait', '--timeout'] as const;
const healthOf = async (stage: Stage) =>
  documentOf('status', await stage.dpsync('status', '--all', '-o', 'json')).entries.map(
    ({ health }) => health,
  );

describe('apply --wait', { timeout: 120_000 }, () => {
  it.concurrent('ends with 0 once the content arrived everywhere', async () => {
    await using stage = await makeStage({ ...RELEASED, simulation: QUICK });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const done = await stage.dpsync(...WAIT, '30s', '-o', 'json');
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' });
    expect(documentOf('run', done).summary).toMatchObject({ accepted: 2, held: 0 });
    expect(await healthOf(stage)).toEqual(['Healthy', 'Healthy']);
  });

  it.concurrent('ends with 3 where the content failed at a distribution point, and status names it', async () => {
    await using stage = await makeStage({ ...RELEASED, simulation: BROKEN });
    stage.commit({ 'a.yaml': redistribution({ groups: [4] }) });
    const done = await stage.dpsync(...WAIT, '30s');
    expect(done.code).toBe(3);
    expect(done.stderr).toContain(
      'The content of 1 call did not arrive everywhere; dpsync status says where.',
    );
    const [entry] = documentOf('status', await stage.dpsync('status', '-o', 'json')).entries;
    expect(entry).toMatchObject({ sync: 'Synced', health: 'Degraded', distribution: { failed: 1 } });
    const failed = entry?.distribution?.points.filter(({ state }) => state === 'failed') ?? [];
    expect(failed).toHaveLength(1);
    expect((await stage.dpsync('status')).stdout).toContain(failed[0]?.name);
  });

  it.concurrent('ends with 3 where the content did not arrive in time', async () => {
    await using stage = await makeStage({ ...RELEASED, simulation: SLOW });
    stage.commit({ 'a.yaml': redistribution() });
    const done = await stage.dpsync(...WAIT, '1s');
    expect(done.code).toBe(3);
    expect(done.stderr).toContain('The content of 1 call did not arrive everywhere');
    expect(await healthOf(stage)).toEqual(['Progressing']);
  });

  it.concurrent('ends with 5 where nobody knows whether a call was taken', async () => {
    await using stage = await makeStage({ ...RELEASED, simulation: SLOW });
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(({ kind }) => (kind === 'call' ? { kind: 'drop', taken: false } : undefined));
    const done = await stage.dpsync(...WAIT, '1s', '-o', 'json');
    expect(done.code).toBe(5);
    const { results, held } = documentOf('run', done);
    expect(results).toMatchObject([{ outcome: 'unknown' }]);
    expect(held).toMatchObject([{ held: { by: 'unknownOutcome' } }]);
    expect(stage.calls()).toEqual([]);
  });

  it.concurrent('settles a lost answer by what the site shows, and calls nothing twice', async () => {
    await using stage = await makeStage({ ...RELEASED, simulation: { lag: 0, distribute: 3000 } });
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(({ kind }) => (kind === 'call' ? { kind: 'drop', taken: true } : undefined));
    const done = await stage.dpsync(...WAIT, '30s', '-o', 'json');
    expect(done.code).toBe(0);
    expect(documentOf('run', done).results).toMatchObject([{ outcome: 'accepted' }]);
    const { attempts } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(attempts).toMatchObject([{ outcome: 'accepted', evidence: { by: 'site' } }]);
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('calls the next wave once the content of the lower one arrived', async () => {
    const config = `${RELEASED.config}\nwaves: {gate: healthy}`;
    await using stage = await makeStage({ config, simulation: QUICK });
    stage.commit({
      'a.yaml': redistribution({ packages: [1] }),
      'b.yaml': redistribution({ packages: [2], wave: 1 }),
    });
    const done = documentOf('run', await stage.dpsync(...WAIT, '30s', '-o', 'json'));
    expect(done.summary).toMatchObject({ accepted: 2, held: 0 });
    expect(stage.calls().map((call) => call.slice(0, 8))).toEqual(['P0100001', 'P0100002']);
    expect(await healthOf(stage)).toEqual(['Healthy', 'Healthy']);
  });

  it.concurrent('stops before the next wave where the lower one is degraded', async () => {
    const config = `${RELEASED.config}\nwaves: {gate: healthy}`;
    await using stage = await makeStage({ config, simulation: BROKEN });
    stage.commit({
      'a.yaml': redistribution({ packages: [1], groups: [4] }),
      'b.yaml': redistribution({ packages: [2], wave: 1 }),
    });
    const done = await stage.dpsync(...WAIT, '30s', '-o', 'json');
    expect(done.code).toBe(3);
    expect(documentOf('run', done).held).toMatchObject([
      { package: 'P0100002', held: { by: 'wave', message: expect.stringContaining('wave 0 is degraded') } },
    ]);
    expect(stage.calls()).toEqual(['P0100001 Branch Offices 04']);
  });
});

describe('apply without --wait', { timeout: 120_000 }, () => {
  it.concurrent('asks nothing of the content', async () => {
    await using stage = await makeStage({ ...RELEASED, simulation: SLOW });
    stage.commit({ 'a.yaml': redistribution() });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(await healthOf(stage)).toEqual(['Unknown']);
    const { stdout } = await stage.dpsync('status', ENTRY);
    expect(stdout).toMatch(/Synced +Unknown/);
  });
});
