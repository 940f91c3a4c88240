import { describe, expect, it } from 'vitest';
import { failing, UNAVAILABLE } from '../../make/faults.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const BOTH = { sources: ['content', 'second'] };

describe('the same entry declared twice', () => {
  it.each([
    ['in one file', { 'a.yaml': redistributions({ revision: '2' }, { revision: '2' }) }, {}],
    ['in two files', { 'a.yaml': redistribution({ revision: '2' }), 'b.yaml': redistribution() }, {}],
    ['in two sources', { 'a.yaml': redistribution({ revision: '2' }) }, { 'b.yaml': redistribution() }],
  ])('%s is a conflict until one goes', async (_name, here, there) => {
    await using conductor = await makeConductor(BOTH);
    conductor.repo.commit({ 'a.yaml': redistribution() });
    conductor.repoOf('second').commit({ 'other.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    conductor.repo.commit(here);
    conductor.repoOf('second').commit(there);
    for (let pass = 0; pass < 2; pass += 1) {
      const { after } = await conductor.apply();
      expect(actionsOf(after)).toEqual({ '1>1': 'conflict' });
      expect(after.planned.plan.conflicts).toMatchObject([{ declaredAt: [{}, {}] }]);
      await conductor.reopen();
    }
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    if ('b.yaml' in there) conductor.repoOf('second').commit({ 'b.yaml': null });
    else conductor.repo.commit({ 'b.yaml': null, 'a.yaml': redistribution({ revision: '2' }) });
    const { after } = await conductor.apply();
    expect(after.planned.plan.conflicts).toEqual([]);
    expect(conductor.taken).toEqual(['1>1', '2>1', '1>1']);
  });

  it('is said, and held by nothing, where all of it was sent', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    conductor.repo.commit({ 'b.yaml': redistribution() });
    for (let pass = 0; pass < 2; pass += 1) {
      const { after } = await conductor.apply();
      expect(actionsOf(after)).toEqual({ '1>1': 'unchanged' });
      expect(after.planned.plan.conflicts).toHaveLength(1);
    }
  });
});

describe('a source that is taken out of the config', () => {
  it('leaves its entries as they are', async () => {
    await using conductor = await makeConductor(BOTH);
    conductor.simulator.site.script(failing({ 2: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    conductor.repoOf('second').commit({
      'b.yaml': redistributions({ packages: [2, 3] }, { packages: [4] }, { packages: [4], revision: '2' }),
    });
    const before = await conductor.apply();
    const held = { '2>1': 'backoff', '4>1': 'conflict' };
    expect(actionsOf(before.after)).toEqual({ '1>1': 'unchanged', '3>1': 'unchanged', ...held });
    conductor.simulator.site.script(() => undefined);
    conductor.now += 60_000;

    await conductor.reopen({ sources: ['content'] });
    const without = await conductor.apply();
    expect(without.after.planned.plan).toMatchObject({ entries: [], conflicts: [] });
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'unchanged' });
    expect(conductor.taken).toEqual(['1>1', '3>1']);

    await conductor.reopen(BOTH);
    const again = await conductor.apply();
    expect(again.after.planned.plan.conflicts).toHaveLength(1);
    expect(actionsOf(again.after)).toEqual({ '2>1': 'unchanged', '4>1': 'conflict' });
    expect(conductor.taken).toEqual(['1>1', '3>1', '2>1']);
  });
});

describe('an entry that moves from one source to another', () => {
  it('is not called again, in one pass or with a conflict on the way', async () => {
    await using conductor = await makeConductor(BOTH);
    conductor.repo.commit({ 'a.yaml': redistribution(), 'b.yaml': redistribution({ packages: [2] }) });
    conductor.repoOf('second').commit({ 'readme.md': 'empty for now' });
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': null });
    conductor.repoOf('second').commit({ 'a.yaml': redistribution() });
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unchanged' });
    conductor.repoOf('second').commit({ 'b.yaml': redistribution({ packages: [2] }) });
    expect((await conductor.apply()).after.planned.plan.conflicts).toHaveLength(1);
    conductor.repo.commit({ 'b.yaml': null });
    expect((await conductor.apply()).after.planned.plan.conflicts).toEqual([]);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('is not called again where the new source is on its first run, and what is new there is held', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply' } });
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': null });
    conductor.repoOf('second').commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.reopen({ ...BOTH, guards: { firstRun: 'hold' } });
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unchanged', '2>1': 'firstRun' });
    expect(conductor.taken).toEqual(['1>1']);
  });
});

it('sends nothing for a revert, a removal and a restored file', async () => {
  await using conductor = await makeConductor();
  const first = conductor.repo.commit({ 'a.yaml': redistribution() });
  await conductor.apply();
  conductor.repo.commit({ 'a.yaml': redistribution({ revision: '2' }) });
  await conductor.apply();
  conductor.repo.git('revert', '--no-edit', 'HEAD');
  conductor.repo.commit({});
  expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'sentBefore' });
  expect(actionsOf(await conductor.plan())).toEqual({ '1>1': 'sentBefore' });
  conductor.repo.commit({ 'a.yaml': null });
  expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'forget' });
  expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({});
  conductor.repo.git('reset', '--quiet', '--hard', first);
  conductor.repo.commit({});
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1', '1>1']);
});
