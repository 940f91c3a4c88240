import { describe, expect, it } from 'vitest';
import { parseSelector } from '../../../src/model/selection/selector.ts';
import { planOf } from '../../../src/reconcile/pass/pass.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

describe('--only', () => {
  it('calls what it selects, by entry or by label, and speaks of nothing else', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({
      'a.yaml': redistributions({ packages: [1, 2] }, { packages: [3], labels: { ring: 'pilot' } }),
      'b.yaml': redistributions({ packages: [4] }, { packages: [4] }),
    });
    const pilot = parseSelector('ring=pilot') ?? null;
    const { after, report } = await conductor.apply({ only: pilot });
    expect(conductor.taken).toEqual(['3>1']);
    expect(report.held).toEqual([]);
    expect(planOf(after)).toMatchObject({ conflicts: [], summary: { redistribute: 0, none: 1, hold: 0 } });
    expect(actionsOf(after)).toMatchObject({ '1>1': 'redistribute', '4>1': 'conflict' });
    await conductor.apply({ only: parseSelector('P01/P0100002/*') ?? null });
    expect(conductor.taken).toEqual(['3>1', '2>1']);
    await conductor.apply();
    expect(conductor.taken).toEqual(['3>1', '2>1', '1>1']);
  });

  it('keeps to the waves', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistributions({ packages: [1] }, { packages: [2], wave: 1 }) });
    const { after } = await conductor.apply({ only: parseSelector('P01/P0100002/*') ?? null });
    expect(conductor.taken).toEqual([]);
    expect(actionsOf(after)).toEqual({ '1>1': 'redistribute', '2>1': 'wave' });
  });
});

describe('a run over its budget', () => {
  const THREE = { 'a.yaml': redistribution({ packages: [1, 2, 3] }) };
  const setup = { guards: { firstRun: 'apply', maxCallsPerRun: 2 } } as const;

  it('is held as a whole, over restarts; a small run beside it is not', async () => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit(THREE);
    await conductor.apply();
    await conductor.reopen();
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [4] }) });
    const { after } = await conductor.apply();
    expect(actionsOf(after)).toMatchObject({ '1>1': 'budget', '2>1': 'budget', '3>1': 'budget' });
    expect(conductor.taken).toEqual(['4>1']);
  });

  it('is finished without the flag where --approve-budget began it', async () => {
    const interrupt = new AbortController();
    await using conductor = await makeConductor({
      ...setup,
      wrap: (parts) => ({
        ...parts,
        listen: (event) => {
          if (event.type === 'intended') interrupt.abort();
        },
      }),
    });
    conductor.repo.commit(THREE);
    await conductor.apply({ approveBudget: true, signal: interrupt.signal });
    expect(conductor.taken).toEqual(['1>1']);
    await conductor.reopen();
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
    const { commands } = await conductor.parts.ledger.history({});
    expect(commands.filter(({ command }) => command === 'approve')).toHaveLength(1);
  });

  it('is approved by no flag where the question was answered with no, or nothing is over', async () => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit(THREE);
    await conductor.apply({ approveBudget: true, confirm: async () => false });
    expect(actionsOf((await conductor.apply()).after)).toMatchObject({ '1>1': 'budget' });
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply({ approveBudget: true });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    const { commands } = await conductor.parts.ledger.history({});
    expect(commands.filter(({ command }) => command === 'approve')).toEqual([]);
  });
});

it('plans nothing after an apply in which all was accepted, whoever asks', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2], groups: [1, 2] }) });
  await conductor.apply();
  for (const also of [[], 'all'] as const) {
    const { planned } = await conductor.plan({ also });
    expect(planned.plan.summary).toMatchObject({ redistribute: 0, hold: 0, forget: 0 });
    expect(planned.plan.sources).toMatchObject([{ run: null }]);
  }
});

it('records nothing of a plan', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const first = await conductor.plan();
  const { ledger } = conductor.parts;
  expect(await ledger.sources()).toEqual([]);
  expect(await ledger.pending()).toEqual([]);
  expect((await ledger.state()).writer).toBeNull();
  expect((await conductor.plan()).planned).toEqual(first.planned);
  expect(conductor.taken).toEqual([]);
});
