import { describe, expect, it } from 'vitest';
import { WakeSignal } from '../../src/daemon/wake-signal.ts';
import { VirtualTime } from '../make/virtual-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function makeWakeSignal() {
  const time = new VirtualTime(1_800_000_000_000);
  const end = new AbortController();
  const { sleep, clock } = time;
  const wakeSignal = new WakeSignal<'news' | 'command'>({ sleep, clock, end: end.signal });
  const began = time.now;
  /** What ended a wait, and after how many minutes of the clock. */
  const waited = async (milliseconds: number | null, ignored?: 'news') => {
    const why = await wakeSignal.wait(milliseconds, ignored);
    return { why, at: (time.now - began) / MINUTE };
  };
  return { time, wakeSignal, end, waited };
}

describe('a wakeSignal', () => {
  it('ends a wait when its time is up, and not before', async () => {
    const { time, waited } = makeWakeSignal();
    const over = waited(90 * MINUTE);
    await time.pass(HOUR);
    expect(time.sleepers).toBe(1);
    await time.pass(HOUR);
    expect(await over).toEqual({ why: undefined, at: 90 });
  });

  it('keeps what is raised before the wait, and forgets it after', async () => {
    const { time, wakeSignal, waited } = makeWakeSignal();
    wakeSignal.raise('news');
    wakeSignal.raise('command');
    expect(await waited(null)).toEqual({ why: 'news', at: 0 });
    const next = waited(MINUTE);
    await time.pass(MINUTE);
    expect(await next).toEqual({ why: undefined, at: 1 });
  });

  it('is not woken by what it ignores, before the wait or during it, and by the rest it is', async () => {
    const { time, wakeSignal, waited } = makeWakeSignal();
    wakeSignal.raise('news');
    const ignoring = waited(null, 'news');
    await time.pass(MINUTE);
    wakeSignal.raise('news');
    await time.pass(MINUTE);
    wakeSignal.raise('command');
    expect(await ignoring).toEqual({ why: 'command', at: 2 });
    wakeSignal.raise('news');
    wakeSignal.raise('command');
    expect(await waited(null, 'news')).toEqual({ why: 'command', at: 2 });
  });

  it.each([1, -1])('waits no longer where the clock jumps by %i day', async (days) => {
    const { time, wakeSignal, waited } = makeWakeSignal();
    const over = waited(2 * HOUR);
    await time.pass(HOUR);
    time.now += days * 24 * HOUR;
    await time.pass(HOUR);
    wakeSignal.raise('command');
    expect((await over).why).toBeUndefined();
  });

  it('sees within a minute that the clock has come to its time without it', async () => {
    const { time, waited } = makeWakeSignal();
    const over = waited(10 * HOUR);
    await time.pass(MINUTE / 2);
    time.now += 10 * HOUR;
    await time.pass(MINUTE / 2);
    expect((await over).at).toBe(601);
  });

  it('wakes for good at the end', async () => {
    const { wakeSignal, end, waited } = makeWakeSignal();
    const first = waited(null);
    end.abort();
    expect(await first).toEqual({ why: undefined, at: 0 });
    wakeSignal.raise('news');
    expect(await waited(null)).toEqual({ why: 'news', at: 0 });
    expect(await waited(null)).toEqual({ why: undefined, at: 0 });
  });
});
