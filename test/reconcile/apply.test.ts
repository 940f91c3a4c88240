import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { redistribution, redistributions } from '../make/noun/redistribution.ts';
import { closeParts } from '../make/parts.ts';
import { makeConductor } from '../make/process/conductor.ts';
import { actionsOf, shortName } from '../make/short-names.ts';

it('calls what the plan before it said, in the run that the plan named', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({
    'a.yaml': redistributions({ packages: [1, 2], groups: [1, 2] }, { packages: [3] }),
  });
  const { planned } = await conductor.plan();
  const wanted = planned.plan.entries.map(shortName).toSorted();
  expect(planned.plan.summary).toMatchObject({ redistribute: 5 });
  const { report, after } = await conductor.apply();
  expect(conductor.taken.toSorted()).toEqual(wanted);
  expect(report.runs.map(({ id }) => id)).toEqual([planned.plan.sources[0]?.run]);
  expect(report.results.every(({ run }) => run === planned.plan.sources[0]?.run)).toBe(true);
  expect(after.planned.plan.summary).toMatchObject({ redistribute: 0, hold: 0, none: 5, forget: 0 });
});

it('shows the plan once before the first call, and calls nothing after a no', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistributions({ packages: [1] }, { packages: [2], wave: 1 }) });
  const shown: (readonly string[])[] = [];
  const answering = (answer: boolean) => async (plan: Plan) => {
    shown.push(plan.entries.map(shortName));
    expect(conductor.taken).toEqual([]);
    return answer;
  };
  expect((await conductor.apply({ confirm: answering(false) })).confirmed).toBe(false);
  expect(conductor.taken).toEqual([]);
  expect((await conductor.apply({ confirm: answering(true) })).confirmed).toBe(true);
  expect(shown).toEqual([
    ['1>1', '2>1'],
    ['1>1', '2>1'],
  ]);
  expect(conductor.taken).toEqual(['1>1', '2>1']);
});

it('calls nothing whose time ran out while the question stood', async () => {
  await using conductor = await makeConductor();
  const notAfter = new Date(conductor.now + 60_000).toISOString();
  conductor.repo.commit({ 'a.yaml': redistributions({ packages: [1], notAfter }, { packages: [2] }) });
  const confirm = async () => {
    conductor.now += 120_000;
    return true;
  };
  const { after } = await conductor.apply({ confirm });
  expect(conductor.taken).toEqual(['2>1']);
  expect(actionsOf(after)).toEqual({ '1>1': 'validity', '2>1': 'unchanged' });
});

describe('a second dpsync beside a running apply', () => {
  it('is refused with who holds the ledger, and disturbs nothing', async () => {
    const called = Promise.withResolvers<void>();
    const refused = Promise.withResolvers<void>();
    await using conductor = await makeConductor({
      wrap: (parts) => ({
        ...parts,
        sites: parts.sites.map((site) => ({
          ...site,
          redistribute: async (call) => {
            called.resolve();
            await refused.promise;
            return await site.redistribute(call);
          },
        })),
      }),
    });
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const first = conductor.apply();
    await called.promise;
    const other = await conductor.another();
    await expect(other.ledger.acquire('apply')).rejects.toMatchObject({
      code: 'DPS2520',
      message: expect.stringContaining('ada@desk'),
    });
    const state = await other.ledger.state();
    expect(state.writer).toMatchObject({ alive: true, command: 'apply', pid: process.pid });
    expect(actionsOf(await conductor.plan())).toEqual({ '1>1': 'inFlight', '2>1': 'redistribute' });
    await closeParts(other);
    refused.resolve();
    await first;
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });
});

describe('a repository', () => {
  it('without a commit is a fault of the world, and nothing is recorded', async () => {
    await using conductor = await makeConductor();
    conductor.repoOf('content');
    await expect(conductor.apply()).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringContaining('source content'),
    });
    expect(await conductor.parts.ledger.sources()).toEqual([]);
  });

  it('without declarations is fine', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({});
    const { report, after } = await conductor.apply();
    expect(report).toMatchObject({ runs: [], results: [], held: [], problems: [], notReached: [] });
    expect(after.planned.plan.entries).toEqual([]);
  });

  it('that is gone stops the pass before the first call; what was read before stays', async () => {
    await using conductor = await makeConductor({ sources: ['content', 'second'] });
    conductor.repo.commit({ 'a.yaml': redistribution() });
    conductor.repoOf('second').commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    rmSync(conductor.repoOf('second').url, { recursive: true });
    await expect(conductor.apply()).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringContaining('source second'),
    });
    await expect(conductor.plan()).rejects.toMatchObject({ name: 'Failure' });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    await conductor.apply({ fetch: false });
    expect(conductor.taken).toEqual(['1>1', '2>1', '1>1']);
  });
});

it('gives the lock back, whatever happens', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const confirm = () => Promise.reject(new Error('the terminal is gone'));
  await expect(conductor.apply({ confirm })).rejects.toThrow('the terminal is gone');
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1']);
});
