import { describe, expect, it } from 'vitest';
import { DROPPED_AFTER, DROPPED_BEFORE, failing } from '../make/faults.ts';
import { redistribution, redistributions } from '../make/noun/redistribution.ts';
import { takenBy } from '../make/short-names.ts';
import { HOUR, MINUTE, makeDaemonStage, SECOND } from './make/daemon-stage.ts';

/** Nobody answers. */
const DOWN = () => DROPPED_BEFORE;

describe('a site', { timeout: 120_000 }, () => {
  it('that is down is held and probed; what became due meanwhile is called once when it is back', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    const { site } = conductor.simulator;
    site.script(DOWN);
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start();
    await time.pass(5 * MINUTE);
    expect((await stage.status())['1>1']).toMatchObject({
      sync: 'Held',
      held: { by: 'site', message: expect.stringContaining('127.0.0.1') },
    });
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await time.pass(2 * MINUTE);
    expect(await stage.holds()).toEqual({ '1>1': 'site', '2>1': 'site' });
    await time.pass(HOUR);
    // 30 s, then twice as long each time, half an hour at the most.
    expect(stage.count('call P01')).toBeLessThanOrEqual(9);
    expect(stage.events('siteHeld')).toHaveLength(1);
    site.script(() => undefined);
    await time.pass(30 * MINUTE);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    expect(stage.events('siteReleased')).toHaveLength(1);
    expect(await stage.holds()).toEqual({});
  });

  it('that is down delays no other', async () => {
    await using stage = await makeDaemonStage({ sites: ['P01', 'P02'] });
    const { conductor, time } = stage;
    conductor.simulator.site.script(DOWN);
    conductor.repo.commit({
      'a.yaml': redistributions({ site: 'P01', packages: [1] }, { site: 'P02', packages: [1] }),
    });
    await stage.start();
    await time.pass(SECOND);
    expect(takenBy(conductor.simulatorOf('P02'))).toEqual(['1>1']);
  });

  it('that does not show a pair as assigned holds it alone, and is asked ever more seldom', async () => {
    await using stage = await makeDaemonStage({ simulation: { unassigned: [[0, 0]] } });
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.start(10 * MINUTE);
    await time.pass(3 * HOUR);
    expect(conductor.taken).toEqual(['2>1']);
    expect((await stage.status())['1>1']).toMatchObject({
      sync: 'Held',
      held: { by: 'preflight', code: 'DPS2104', remedy: { kind: 'assignPackage' } },
    });
    expect(stage.count('call P01')).toBeLessThanOrEqual(20);
  });

  it('whose answer was lost is asked what it shows, and not called again', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.simulator.site.script(failing({ 1: DROPPED_AFTER }));
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start();
    await time.pass(10 * SECOND);
    expect((await stage.status())['1>1']).toMatchObject({ sync: 'Unknown' });
    await time.pass(10 * MINUTE);
    expect((await stage.status())['1>1']).toMatchObject({ sync: 'Synced', health: 'Healthy' });
    expect(conductor.simulator.site.requests.calls).toBe(1);
    expect(stage.events('settled')).toHaveLength(1);
  });

  it('that shows nothing of a call leaves it unknown, with the reason, and the rest goes on', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.simulator.site.script(failing({ 1: DROPPED_BEFORE }));
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start(10 * MINUTE);
    await time.pass(2 * HOUR);
    expect((await stage.status())['1>1']).toMatchObject({
      sync: 'Unknown',
      held: { by: 'unknownOutcome', message: expect.stringContaining('no newer status') },
    });
    expect(stage.count('ask P01')).toBeLessThanOrEqual(15);
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1], revision: '2' }) });
    conductor.simulator.site.script(() => undefined);
    await time.pass(11 * MINUTE);
    expect(conductor.taken).toEqual(['1>1']);
    expect(conductor.simulator.site.requests.calls).toBe(2);
  });

  it('is called for a wave once the content of the lower one arrived at another site', async () => {
    await using stage = await makeDaemonStage({ sites: ['P01', 'P02'], waves: { gate: 'healthy' } });
    const { conductor, time } = stage;
    conductor.repo.commit({
      'a.yaml': redistributions(
        { site: 'P01', packages: [1], wave: 0 },
        { site: 'P02', packages: [1], wave: 1 },
        { site: 'P01', packages: [2], wave: 2 },
      ),
    });
    await stage.start();
    await time.pass(30 * SECOND);
    const p02 = conductor.simulatorOf('P02');
    expect([conductor.taken, takenBy(p02)]).toEqual([['1>1'], []]);
    expect(await stage.holds()).toMatchObject({ '2>1': 'wave' });
    await time.pass(5 * MINUTE);
    expect([conductor.taken, takenBy(p02)]).toEqual([['1>1', '2>1'], ['1>1']]);
    const [first, second, third] = (await conductor.attempts()).map(({ startedAt }) => startedAt);
    for (const [one, next] of [
      [first, second],
      [second, third],
    ]) {
      expect((next ?? 0) - (one ?? 0)).toBeGreaterThan(60 * SECOND);
    }
  });
});
