import { describe, expect, it } from 'vitest';
import { type OpenThing, Slots } from '../../../src/site/powershell/slots.ts';

interface Thing extends OpenThing {
  readonly number: number;
  usable: boolean;
  ended: boolean;
}

function make(count: number) {
  const things: Thing[] = [];
  const slots = new Slots<Thing>({
    name: 'Site P01',
    count,
    async open() {
      const thing: Thing = {
        number: things.length + 1,
        usable: true,
        ended: false,
        async end() {
          thing.usable = false;
          thing.ended = true;
        },
      };
      things.push(thing);
      return thing;
    },
  });
  return { slots, things, ended: () => things.map(({ ended }) => ended) };
}

const numberOf = async ({ number }: Thing) => number;

describe('slots', () => {
  it('are filled when they are first needed, and kept', async () => {
    const { slots, things } = make(2);
    expect(things).toHaveLength(0);
    expect([await slots.use(numberOf), await slots.use(numberOf)]).toEqual([1, 1]);
  });

  it('hold so many and no more, and whoever waits longest is next', async () => {
    const { slots, things } = make(2);
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const begun: number[] = [];
    const all = gates.map(({ promise }, index) =>
      slots.use(async () => {
        begun.push(index);
        await promise;
      }),
    );
    await expect.poll(() => begun).toEqual([0, 1]);
    gates[1]?.resolve();
    await all[1];
    await expect.poll(() => begun).toEqual([0, 1, 2]);
    for (const { resolve } of gates) resolve();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(things).toHaveLength(2);
  });

  it('replace what is of no more use, after work and before', async () => {
    const { slots, things, ended } = make(1);
    await slots.use(async (thing) => {
      thing.usable = false;
    });
    expect(await slots.use(numberOf)).toBe(2);
    const [, second] = things;
    if (second) second.usable = false;
    expect(await slots.use(numberOf)).toBe(3);
    expect(ended()).toEqual([true, true, false]);
  });

  it('are free again after what failed', async () => {
    const { slots } = make(1);
    const failing = slots.use(() => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await slots.use(numberOf)).toBe(1);
  });

  it('are free again where nothing could be opened', async () => {
    let times = 0;
    const slots = new Slots<OpenThing>({
      name: 'Site P01',
      count: 1,
      open: () => Promise.reject(new Error(`no ${++times}`)),
    });
    await expect(slots.use(async () => 0)).rejects.toThrow('no 1');
    await expect(slots.use(async () => 0)).rejects.toThrow('no 2');
  });

  it('are not waited for by whoever gave up', async () => {
    const { slots } = make(1);
    const gate = Promise.withResolvers<void>();
    const working = slots.use(() => gate.promise);
    const stop = new AbortController();
    const given = slots.use(numberOf, stop.signal);
    const next = slots.use(numberOf);
    stop.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(slots.use(numberOf, stop.signal)).rejects.toThrow('enough');
    gate.resolve();
    await working;
    expect(await next).toBe(1);
  });

  it('wait for what is under way when they are closed, and take nothing more', async () => {
    const { slots, ended } = make(1);
    const gate = Promise.withResolvers<void>();
    const working = slots.use(async ({ number }) => {
      await gate.promise;
      return number;
    });
    const waiting = slots.use(numberOf);
    const refused = expect(waiting).rejects.toThrow('closed');
    await expect.poll(() => ended()).toEqual([false]);
    const closing = slots.close();
    gate.resolve();
    expect(await working).toBe(1);
    await refused;
    await closing;
    expect(ended()).toEqual([true]);
    await expect(slots.use(numberOf)).rejects.toMatchObject({ code: 'DPS2015', consequence: 'wait' });
  });
});
