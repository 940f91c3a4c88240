import { describe, expect, it } from 'vitest';
import { failing, UNAVAILABLE } from '../make/faults.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { makeWindow } from '../make/noun/window.ts';
import { BEGINNING } from '../make/process/conductor.ts';
import { HOUR, MINUTE, makeDaemonStage, SECOND } from './make/daemon-stage.ts';

const at = async (attempts: Promise<readonly { readonly startedAt: number }[]>) =>
  (await attempts).map(({ startedAt }) => (startedAt - BEGINNING) / MINUTE);

describe('a window', { timeout: 120_000 }, () => {
  const AT_ONE = makeWindow({ schedule: '0 13 * * *', duration: '1h' });

  it('opens and closes calls at its moment, with a round for each and no more', async () => {
    await using stage = await makeDaemonStage({ guards: { firstRun: 'apply', windows: [AT_ONE] } });
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start(10 * MINUTE);
    await time.pass(HOUR - SECOND);
    expect(conductor.taken).toEqual([]);
    expect((await stage.status())['1>1']?.held).toMatchObject({ by: 'window', until: BEGINNING + HOUR });
    // One as it starts, one for the pass, and one of its own command.
    expect(stage.count('call P01')).toBeLessThanOrEqual(3);
    await time.pass(SECOND);
    expect(await at(conductor.attempts())).toEqual([60]);
    await time.pass(HOUR - SECOND);
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await time.pass(20 * MINUTE);
    expect(conductor.taken).toEqual(['1>1']);
    expect((await stage.status())['2>1']?.held).toMatchObject({ by: 'window', until: BEGINNING + 25 * HOUR });
  });

  it('that opened while the machine slept is seen within a minute', async () => {
    await using stage = await makeDaemonStage({ guards: { firstRun: 'apply', windows: [AT_ONE] } });
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start(HOUR);
    await time.pass(MINUTE);
    time.now += HOUR;
    await time.pass(MINUTE);
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('that opens while the site is asked is not missed', async () => {
    await using stage = await makeDaemonStage({ guards: { firstRun: 'apply', windows: [AT_ONE] } });
    const { conductor, time } = stage;
    let isSlow = false;
    await conductor.reopen({
      wrap: (parts) => ({
        ...parts,
        sites: parts.sites.map((site) => ({
          ...site,
          async probe() {
            await site.probe();
            if (isSlow) time.now = BEGINNING + HOUR;
            isSlow = false;
          },
        })),
      }),
    });
    // What is not to begin yet is asked about all the same.
    const later = (notBefore: string) => ({ 'a.yaml': redistribution({ packages: [1], notBefore }) });
    conductor.repo.commit({
      ...later('2026-11-23T16:00:00Z'),
      'b.yaml': redistribution({ packages: [2] }),
    });
    await stage.start();
    await time.pass(10 * MINUTE);
    isSlow = true;
    conductor.repo.commit(later('2026-11-23T17:00:00Z'));
    await time.pass(2 * MINUTE);
    expect(isSlow).toBe(false);
    expect(conductor.taken).toEqual(['2>1']);
  });
});

describe('a clock that jumps', { timeout: 120_000 }, () => {
  it.each([5, -5])('by %i hours has nothing called twice, and nothing forgotten', async (hours) => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    const { site } = conductor.simulator;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start();
    await time.pass(MINUTE);
    time.now += hours * HOUR;
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await time.pass(2 * MINUTE);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    site.script(() => ({ kind: 'drop', taken: false }));
    conductor.repo.commit({ 'c.yaml': redistribution({ packages: [3] }) });
    await time.pass(2 * MINUTE);
    time.now -= hours * HOUR;
    site.script(() => undefined);
    await time.pass(5 * MINUTE);
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
    expect(await stage.holds()).toEqual({});
  });

  /** A retry that waits for its pause, at a clock that was set back by so much meanwhile. */
  async function retryAfter(back: number) {
    const stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.simulator.site.script(failing({ 1: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start();
    await time.pass(SECOND);
    conductor.simulator.site.script(() => undefined);
    time.now -= back;
    return stage;
  }

  it('backwards a little keeps a retry waiting until its time, and says until when', async () => {
    await using stage = await retryAfter(4 * MINUTE);
    await stage.time.pass(2 * MINUTE);
    expect((await stage.status())['1>1']?.held).toMatchObject({
      by: 'backoff',
      until: BEGINNING + 30 * SECOND,
    });
    await stage.time.pass(3 * MINUTE);
    expect(stage.conductor.taken).toEqual(['1>1']);
  });

  it('backwards by more keeps nothing waiting: nobody knows how much of the pause has passed', async () => {
    await using stage = await retryAfter(400 * 24 * HOUR);
    await stage.time.pass(2 * MINUTE);
    expect(stage.conductor.taken).toEqual(['1>1']);
  });
});
