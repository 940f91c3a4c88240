import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/model/site/answer.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { DROPPED_AFTER, failing, RETURNS_ONE, UNAVAILABLE } from '../../make/faults.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { closeParts } from '../../make/parts.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';
import { withMethods } from '../../make/with-methods.ts';

const SECOND = 1000;

it('has at most so many calls in flight as the site has slots, each after its intent', async () => {
  let inFlight = 0;
  let most = 0;
  const intended: number[] = [];
  await using conductor = await makeConductor({
    slots: 2,
    simulation: { latency: 5 },
    wrap: (parts) => ({
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        redistribute: async (call) => {
          inFlight += 1;
          most = Math.max(most, inFlight);
          const open = (await parts.ledger.unsettled()).filter(({ outcome }) => outcome === 'open');
          intended.push(open.length);
          const answer = await site.redistribute(call);
          inFlight -= 1;
          return answer;
        },
      })),
    }),
  });
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4, 5, 6, 7] }) });
  await conductor.apply();
  expect(conductor.taken).toHaveLength(7);
  expect(most).toBe(2);
  expect(intended).toHaveLength(7);
  expect(intended.every((open) => open >= 1 && open <= 2)).toBe(true);
});

describe('back-off', () => {
  it('grows over restarts until the retries are used up', async () => {
    await using conductor = await makeConductor({
      retry: { limit: 2, backoff: { initial: 30 * SECOND, factor: 2, max: 40 * SECOND } },
    });
    conductor.simulator.site.script(failing({ 1: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    const tries = async () => (await conductor.attempts()).length;
    const passAfter = async (seconds: number) => {
      conductor.now += seconds * SECOND;
      await conductor.reopen();
      return actionsOf((await conductor.apply()).after)['1>1'];
    };
    expect(await passAfter(29)).toBe('backoff');
    expect(await tries()).toBe(1);
    expect(await passAfter(1)).toBe('backoff');
    expect(await tries()).toBe(2);
    expect(await passAfter(39)).toBe('backoff');
    expect(await tries()).toBe(2);
    expect(await passAfter(1)).toBe('failed');
    expect(await passAfter(1_000_000)).toBe('failed');
    expect(await tries()).toBe(3);
  });

  it('never delays a newer revision', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(({ kind, number }) =>
      kind === 'call' && number === 1 ? UNAVAILABLE : undefined,
    );
    conductor.repo.commit({ 'a.yaml': redistribution({ revision: '1' }) });
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'backoff' });
    conductor.repo.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'unchanged' });
  });
});

it('never calls again what the site may have, but a newer revision of it', async () => {
  await using conductor = await makeConductor();
  conductor.simulator.site.script(failing({ 1: DROPPED_AFTER }));
  conductor.repo.commit({ 'a.yaml': redistribution({ revision: '1' }) });
  expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unknownOutcome' });
  conductor.simulator.site.script(() => undefined);
  conductor.now += 86_400 * SECOND;
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1']);
  conductor.repo.commit({ 'a.yaml': redistribution({ revision: '2' }) });
  const { planned } = await conductor.plan();
  expect(planned.plan.warnings).toMatchObject([{ code: 'DPS2201', entry: 'P01/P0100001/Branch Offices 01' }]);
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1', '1>1']);
  conductor.repo.commit({ 'a.yaml': redistribution({ revision: '1' }) });
  expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unknownOutcome' });
  expect(conductor.taken).toHaveLength(2);
});

/** Keeps answers of the site back until `deliver`. */
function keepBack(): {
  readonly wrap: (parts: Parts) => Parts;
  readonly asked: Promise<void>;
  deliver(): void;
} {
  const asked = Promise.withResolvers<void>();
  const delivered = Promise.withResolvers<void>();
  const wrap = (parts: Parts): Parts => ({
    ...parts,
    sites: parts.sites.map((site) => ({
      ...site,
      redistribute: async (call): Promise<Answer> => {
        const answer = await site.redistribute(call);
        asked.resolve();
        await delivered.promise;
        return answer;
      },
    })),
  });
  return { wrap, asked: asked.promise, deliver: () => delivered.resolve() };
}

describe('an answer that comes after another process took over', () => {
  it.each([
    ['accepted', undefined, 'accepted', 'unchanged'],
    ['rejected', RETURNS_ONE, 'rejected', 'failed'],
  ] as const)('is recorded: %s', async (_name, fault, outcome, planned) => {
    const kept = keepBack();
    await using conductor = await makeConductor();
    if (fault) conductor.simulator.site.script(failing({ 1: fault }));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.reopen({ wrap: kept.wrap });
    const slow = conductor.apply();
    await kept.asked;
    // Whoever deletes the lock's file lets a second writer in.
    rmSync(`${conductor.ledgerFile}.lock`);
    const other = await conductor.another();
    const writer = await other.ledger.acquire('test');
    expect((await other.ledger.unsettled()).map((attempt) => attempt.outcome)).toEqual(['unknown']);
    await writer.close();
    await closeParts(other);

    kept.deliver();
    await expect(slow).rejects.toMatchObject({ code: 'DPS2521' });
    expect(await conductor.attempts()).toMatchObject([{ outcome }]);
    await conductor.reopen({ wrap: (parts) => parts });
    conductor.simulator.site.script(() => undefined);
    await conductor.apply();
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': planned });
    expect(conductor.taken).toHaveLength(fault ? 0 : 1);
  });
});

it('makes no further call where the ledger fails', async () => {
  await using conductor = await makeConductor({
    slots: 2,
    wrap: (parts) => ({
      ...parts,
      ledger: withMethods(parts.ledger, {
        acquire: async (command) =>
          withMethods(await parts.ledger.acquire(command), {
            conclude: () => Promise.reject(new Error('the disk is full')),
          }),
      }),
    }),
  });
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4, 5, 6, 7, 8] }) });
  await expect(conductor.apply()).rejects.toThrow('the disk is full');
  expect(conductor.taken.length).toBeLessThanOrEqual(2);
  await conductor.reopen({ wrap: (parts) => parts });
  const { after } = await conductor.apply();
  const unknown = Object.values(actionsOf(after)).filter((held) => held === 'unknownOutcome').length;
  expect(unknown).toBeGreaterThanOrEqual(1);
  expect(new Set(conductor.taken).size).toBe(conductor.taken.length);
});

it('takes the next intent back where the ledger fails beside it, so that it is called later', async () => {
  let failures = 0;
  await using conductor = await makeConductor({
    wrap: (parts) => ({
      ...parts,
      ledger: withMethods(parts.ledger, {
        async acquire(command) {
          const writer = await parts.ledger.acquire(command);
          return withMethods(writer, {
            async conclude(conclusion) {
              failures += 1;
              if (failures === 1) throw new Error('busy');
              return await writer.conclude(conclusion);
            },
          });
        },
      }),
    }),
  });
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
  await expect(conductor.apply()).rejects.toThrow('busy');
  expect(conductor.taken).toEqual(['1>1']);
  expect((await conductor.attempts()).map(({ outcome, counts }) => [outcome, counts])).toEqual([
    ['open', true],
    ['rejected', false],
  ]);
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
});
