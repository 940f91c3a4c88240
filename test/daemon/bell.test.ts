import { describe, expect, it } from 'vitest';
import { Bell } from '../../src/daemon/bell.ts';
import { VirtualTime } from '../make/virtual-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function makeBell() {
  const time = new VirtualTime(1_800_000_000_000);
  const end = new AbortController();
  const { sleep, clock } = time;
  const bell = new Bell<'news' | 'word'>({ sleep, clock, end: end.signal });
  const began = time.now;
  /** What ended a wait, and after how many minutes of the clock. */
  const waited = async (milliseconds: number | null, deafTo?: 'news') => {
    const why = await bell.wait(milliseconds, deafTo);
    return { why, at: (time.now - began) / MINUTE };
  };
  return { time, bell, end, waited };
}

describe('a bell', () => {
  it('ends a wait when its time is up, and not before', async () => {
    const { time, waited } = makeBell();
    const over = waited(90 * MINUTE);
    await time.pass(HOUR);
    expect(time.sleepers).toBe(1);
    await time.pass(HOUR);
    expect(await over).toEqual({ why: undefined, at: 90 });
  });

  it('keeps what rings before the wait, and forgets it after', async () => {
    const { time, bell, waited } = makeBell();
    bell.ring('news');
    bell.ring('word');
    expect(await waited(null)).toEqual({ why: 'news', at: 0 });
    const next = waited(MINUTE);
    await time.pass(MINUTE);
    expect(await next).toEqual({ why: undefined, at: 1 });
  });

  it('does not hear what it is deaf to, before the wait or during it, and hears the rest', async () => {
    const { time, bell, waited } = makeBell();
    bell.ring('news');
    const deaf = waited(null, 'news');
    await time.pass(MINUTE);
    bell.ring('news');
    await time.pass(MINUTE);
    bell.ring('word');
    expect(await deaf).toEqual({ why: 'word', at: 2 });
    bell.ring('news');
    bell.ring('word');
    expect(await waited(null, 'news')).toEqual({ why: 'word', at: 2 });
  });

  it.each([1, -1])('waits no longer where the clock jumps by %i day', async (days) => {
    const { time, bell, waited } = makeBell();
    const over = waited(2 * HOUR);
    await time.pass(HOUR);
    time.now += days * 24 * HOUR;
    await time.pass(HOUR);
    bell.ring('word');
    expect((await over).why).toBeUndefined();
  });

  it('hears within a minute that the clock has come to its time without it', async () => {
    const { time, waited } = makeBell();
    const over = waited(10 * HOUR);
    await time.pass(MINUTE / 2);
    time.now += 10 * HOUR;
    await time.pass(MINUTE / 2);
    expect((await over).at).toBe(601);
  });

  it('wakes for good at the end', async () => {
    const { bell, end, waited } = makeBell();
    const first = waited(null);
    end.abort();
    expect(await first).toEqual({ why: undefined, at: 0 });
    bell.ring('news');
    expect(await waited(null)).toEqual({ why: 'news', at: 0 });
    expect(await waited(null)).toEqual({ why: undefined, at: 0 });
  });
});
