import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type InstanceParts, runInstance } from '../../src/daemon/instance.ts';
import type { Progress } from '../../src/daemon/watchdog-progress.ts';
import type { ReconcileSteps } from '../../src/reconcile/steps.ts';
import { NOTHING, type Scripted, startScripted } from './make/scripted-steps.ts';

const LIMIT = 1_200_000;

let running: Scripted | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await running?.end();
  running = undefined;
});

/** Asks as the instance does, until a loop is given up. */
function giveUp(progress: Progress, from = 0) {
  for (let passed = 0; passed <= 2 * LIMIT; passed += LIMIT / 20) {
    const stuck = progress.endStuck(from + passed, LIMIT);
    if (stuck) return stuck;
  }
  return undefined;
}

async function rest(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await turn();
}

describe('a loop that does not move', () => {
  it.each<readonly [keyof ReconcileSteps, string, unknown]>([
    ['call', 'site P01', NOTHING],
    ['fetch', 'content', 'c1'],
    ['pass', 'content', null],
    ['nextAsk', 'calls of P01', null],
    ['newCommands', 'operator commands', []],
  ])('in its %s is begun again, and the daemon goes on', async (step, loop, answer) => {
    const hanging = Promise.withResolvers<unknown>();
    let asked = 0;
    const script = async () => {
      asked += 1;
      return asked === 1 ? hanging.promise : answer;
    };
    running = startScripted(['content'], ['P01'], { [step]: script });
    await rest();
    expect([giveUp(running.progress)?.loop, asked]).toEqual([loop, 1]);
    await rest();
    expect(running.events).toContainEqual(
      expect.objectContaining({
        type: 'passFailed',
        code: 'DPS5050',
        message: expect.stringContaining(loop),
      }),
    );
    // Until it ends, time stands still here.
    hanging.resolve(answer);
    await running.time.pass(60_000);
    expect(asked).toBeGreaterThan(1);
  });

  it('is the only one: what hangs has its signal aborted, and tells nothing more', async () => {
    const hanging = Promise.withResolvers<typeof NOTHING>();
    const signals: AbortSignal[] = [];
    running = startScripted([], ['P01', 'P02'], {
      async call(site, { signal }) {
        if (site !== 'P01') return NOTHING;
        signals.push(signal);
        return signals.length === 1 ? hanging.promise : NOTHING;
      },
    });
    await rest();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    expect(giveUp(running.progress)).toMatchObject({ loop: 'site P01' });
    expect(giveUp(running.progress, 3 * LIMIT)).toBeUndefined();
    await rest();
    const told = running.events.length;
    hanging.resolve({ ...NOTHING, calls: 1, held: { code: 'DPS2011', message: 'late' } });
    await rest();
    expect(signals[0]?.aborted).toBe(true);
    expect(running.events).toHaveLength(told);
  });

  it('ends no instance, and is told', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { promise, resolve } = Promise.withResolvers<void>();
    const told: string[] = [];
    const parts: InstanceParts = {
      run: () => promise,
      stop: () => resolve(),
      endStuck: () => ({ loop: 'site P01', sinceMs: LIMIT }),
      close: async () => undefined,
    };
    const interrupt = new AbortController();
    const instance = runInstance(parts, {
      tell: ({ type }) => told.push(type),
      interrupt: interrupt.signal,
    });
    vi.advanceTimersByTime(25_000);
    await rest();
    interrupt.abort();
    expect(await instance.ended).toBe('interrupted');
    expect(told).toEqual(['stuck', 'stuck', 'stopping']);
  });
});
