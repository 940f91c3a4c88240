import { describe, expect, it } from 'vitest';
import type { SourcePass } from '../../src/reconcile/steps.ts';
import { down, NOTHING, startScripted } from './make/scripted-steps.ts';

const MINUTE = 60_000;
const PASS: SourcePass = { commit: 'c1', run: 'r1', due: 1, held: 0, problems: 0 };
const ROUND = { ...NOTHING, calls: 2, accepted: 2 };
const HELD = { ...NOTHING, held: { code: 'DPS2011', message: 'no connection' } };

const times = (steps: readonly string[], step: string) =>
  steps.filter((line) => line.startsWith(`${step}@`)).map((line) => Number(line.split('@')[1]));

describe('a source', () => {
  it('is looked at at once, and then once in its interval', async () => {
    const daemon = startScripted(['content'], ['P01'], {});
    await daemon.time.pass(3 * MINUTE);
    expect(times(daemon.steps, 'fetch content')).toEqual([0, 60, 120, 180]);
    await daemon.end();
  });

  it('is asked ever more seldom while it fails, at most every ten minutes, and at once often again', async () => {
    let works = false;
    const daemon = startScripted(['content'], [], {
      fetch: async () => {
        if (!works) throw down('git');
        return 'c1';
      },
    });
    await daemon.time.pass(60 * MINUTE);
    const failed = times(daemon.steps, 'fetch content');
    expect(failed).toEqual([0, 60, 180, 420, 900, 1500, 2100, 2700, 3300]);
    expect(daemon.events.filter(({ type }) => type === 'fetchFailed')).toHaveLength(failed.length);
    works = true;
    await daemon.time.pass(12 * MINUTE);
    expect(times(daemon.steps, 'fetch content').slice(failed.length)).toEqual([
      3900, 3960, 4020, 4080, 4140, 4200, 4260, 4320,
    ]);
    await daemon.end();
  });

  it('that hangs delays no other', async () => {
    const hanging = Promise.withResolvers<string>();
    // Real time here: a step that does not end would stop the virtual one.
    const steps: string[] = [];
    const daemon = startScripted(['content', 'other'], [], {
      fetch: async (source) => {
        steps.push(source);
        return source === 'content' ? hanging.promise : 'c1';
      },
    });
    await expect.poll(() => steps).toEqual(['content', 'other']);
    daemon.daemon.wake('other', 'hook');
    await expect.poll(() => steps).toEqual(['content', 'other', 'other']);
    hanging.resolve('c1');
    await daemon.end();
  });

  it('that is woken while it is looked at is looked at once more, and not twice', async () => {
    let inside: (() => void) | undefined;
    const daemon = startScripted(['content'], [], {
      fetch: async () => {
        inside?.();
        inside = undefined;
        return 'c1';
      },
    });
    inside = () => {
      for (const by of ['change', 'hook', 'command'] as const) daemon.daemon.wake('content', by);
    };
    await daemon.time.pass(1000);
    expect(times(daemon.steps, 'fetch content')).toEqual([0, 0]);
    expect(daemon.events.flatMap((event) => (event.type === 'woken' ? event.by : []))).toEqual([
      'start',
      'change',
    ]);
    await daemon.end();
  });

  it('is asked until it shows an announced commit, for a minute at the most', async () => {
    const known = new Set<string>();
    const daemon = startScripted(['content'], [], { has: async (_source, commit) => known.has(commit) });
    await daemon.time.pass(10_000);
    daemon.daemon.wake('content', 'hook', 'c2');
    await daemon.time.pass(5_000);
    known.add('c2');
    await daemon.time.pass(50_000);
    expect(times(daemon.steps, 'fetch content')).toEqual([0, 10, 13, 16]);
    daemon.daemon.wake('content', 'hook', 'never');
    await daemon.time.pass(2 * MINUTE);
    const asked = times(daemon.steps, 'fetch content').filter((at) => at >= 65);
    expect(asked.filter((at) => at <= 125)).toHaveLength(21);
    expect(asked.filter((at) => at > 125)).toEqual([185]);
    await daemon.end();
  });

  it('is not asked for longer where the clock is set back meanwhile', async () => {
    const daemon = startScripted(['content'], [], { has: async () => false });
    daemon.daemon.wake('content', 'hook', 'never');
    await daemon.time.pass(10_000);
    daemon.time.now -= 10 * 60 * MINUTE;
    await daemon.time.pass(10 * MINUTE);
    expect(times(daemon.steps, 'fetch content').length).toBeLessThan(20);
    await daemon.end();
  });

  it('whose pass failed after it had recorded something wakes the sites once it is well', async () => {
    let passes = 0;
    const daemon = startScripted(['content'], ['P01'], {
      pass: async () => {
        passes += 1;
        if (passes === 2) throw down('the ledger');
        return null;
      },
    });
    await daemon.time.pass(5 * MINUTE);
    expect(times(daemon.steps, 'call P01')).toEqual([0, 120]);
    await daemon.end();
  });

  it('that recorded something wakes every site', async () => {
    let passes = 0;
    const daemon = startScripted(['content'], ['P01', 'P02'], {
      pass: async () => {
        passes += 1;
        return passes === 2 ? PASS : null;
      },
    });
    await daemon.time.pass(2 * MINUTE);
    for (const site of ['P01', 'P02']) expect(times(daemon.steps, `call ${site}`)).toEqual([0, 60]);
    await daemon.end();
  });
});

describe('a site', () => {
  it('that is held is probed at back-off pace, whatever is new, and released', async () => {
    let held = true;
    const daemon = startScripted(['content'], ['P01'], {
      call: async () => (held ? HELD : NOTHING),
      pass: async () => PASS,
    });
    await daemon.time.pass(10 * MINUTE);
    expect(times(daemon.steps, 'call P01')).toEqual([0, 30, 90, 210, 450]);
    held = false;
    await daemon.time.pass(10 * MINUTE);
    expect(daemon.events.filter(({ type }) => type === 'siteReleased')).toEqual([
      { type: 'siteReleased', site: 'P01', heldMs: 930_000 },
    ]);
    await daemon.end();
  });

  it('that is held is asked at once where an operator spoke', async () => {
    let commands = 0;
    const daemon = startScripted(['content'], ['P01'], {
      call: async () => HELD,
      newCommands: async () => {
        commands += 1;
        return commands === 11 ? [{ at: 0, actor: 'ann', command: 'retry', target: 'x', reason: null }] : [];
      },
    });
    await daemon.time.pass(20_000);
    expect(times(daemon.steps, 'call P01')).toEqual([0, 10]);
    await daemon.end();
  });

  it('is asked again when something that it holds may be free', async () => {
    const start = 1_800_000_000_000;
    const daemon = startScripted([], ['P01'], {
      call: async () => ({ ...NOTHING, nextAt: daemon.time.now < start + 90_000 ? start + 90_000 : null }),
    });
    await daemon.time.pass(5 * MINUTE);
    expect(times(daemon.steps, 'call P01')).toEqual([0, 90]);
    await daemon.end();
  });

  it('is asked ever more seldom about entries that it keeps from being called itself', async () => {
    const daemon = startScripted([], ['P01'], { call: async () => ({ ...NOTHING, waiting: 1 }) });
    await daemon.time.pass(60 * MINUTE);
    expect(times(daemon.steps, 'call P01')).toEqual([0, 60, 180, 420, 900, 1800, 2700, 3600]);
    await daemon.end();
  });

  it('that was called wakes the others, since a wave may have ended', async () => {
    let rounds = 0;
    const daemon = startScripted([], ['P01', 'P02'], {
      call: async (site) => {
        if (site === 'P02') return NOTHING;
        rounds += 1;
        return rounds === 1 ? ROUND : NOTHING;
      },
    });
    await daemon.time.pass(0);
    expect(times(daemon.steps, 'call P02')).toHaveLength(2);
    expect(times(daemon.steps, 'call P01')).toHaveLength(1);
    await daemon.end();
  });

  it('makes room for something newer, but not before it called for a while', async () => {
    const allowed: boolean[] = [];
    const daemon = startScripted(['content'], ['P01'], {
      call: async (_site, { mayGoOn }) => {
        if (allowed.length > 0) return NOTHING;
        allowed.push(mayGoOn());
        daemon.daemon.wake('content', 'change');
        allowed.push(mayGoOn());
        return { ...ROUND, cutShort: true };
      },
    });
    await daemon.time.pass(0);
    expect(allowed).toEqual([true, true]);
    expect(times(daemon.steps, 'call P01').length).toBeGreaterThan(1);
    await daemon.end();
  });

  it('that answers slowly is called for a while all the same, also where the clock is set back', async () => {
    const allowed: boolean[] = [];
    const daemon = startScripted(['content'], ['P01', 'P02'], {
      call: async (site, { mayGoOn }) => {
        if (site === 'P02') return ROUND;
        if (allowed.length > 0) return NOTHING;
        for (const seconds of [60, 3, -3600, 4, 2]) {
          daemon.time.now += seconds * 1000;
          // Something newer: the calls of the other site.
          await new Promise((resolve) => setImmediate(resolve));
          allowed.push(mayGoOn());
        }
        return ROUND;
      },
    });
    await daemon.time.pass(0);
    expect(allowed).toEqual([true, true, true, true, false]);
    await daemon.end();
  });

  it('whose round failed may have called something: that is followed, and others hear of it', async () => {
    let rounds = 0;
    let called = false;
    const asked: number[] = [];
    const daemon = startScripted([], ['P01', 'P02'], {
      call: async (site) => {
        if (site === 'P02') return NOTHING;
        rounds += 1;
        if (rounds > 1) return NOTHING;
        called = true;
        throw down('the ledger');
      },
      nextAsk: async (site) => {
        if (site === 'P01' && called) asked.push(rounds);
        return null;
      },
    });
    await daemon.time.pass(MINUTE);
    expect(times(daemon.steps, 'call P02')).toEqual([0, 30]);
    expect(asked[0]).toBe(1);
    await daemon.end();
  });
});

describe('calls', () => {
  it('are followed when their time has come, and what becomes known wakes the sites', async () => {
    const start = 1_800_000_000_000;
    const open = [start + 30_000, start + 60_000];
    const asked: number[] = [];
    const daemon = startScripted([], ['P01'], {
      nextAsk: async () => open[0] ?? null,
      ask: async () => {
        asked.push((daemon.time.now - start) / 1000);
        return open.shift() === start + 60_000;
      },
    });
    await daemon.time.pass(5 * MINUTE);
    expect(asked).toEqual([30, 60]);
    expect(times(daemon.steps, 'call P01')).toEqual([0, 60]);
    await daemon.end();
  });
});

describe('what no loop can go on with', () => {
  it('ends all of them, and is thrown', async () => {
    const daemon = startScripted(['content'], ['P01'], {
      call: async () => {
        throw new Error('a defect');
      },
    });
    await daemon.time.pass(MINUTE);
    await expect(daemon.end()).rejects.toThrow('a defect');
    expect(times(daemon.steps, 'fetch content')).toEqual([0]);
  });

  it('is not a failure of the world', async () => {
    let rounds = 0;
    const daemon = startScripted([], ['P01'], {
      call: async () => {
        rounds += 1;
        if (rounds < 3) throw down('the ledger');
        return NOTHING;
      },
    });
    await daemon.time.pass(5 * MINUTE);
    expect(times(daemon.steps, 'call P01')).toEqual([0, 30, 90]);
    await daemon.end();
  });
});
