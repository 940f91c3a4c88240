import { copyFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSelector } from '../../../src/model/selection/selector.ts';
import { groupName, redistribution } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const TWO = { 'a.yaml': redistribution({ packages: [1, 2] }) };
const FIRST = parseSelector(`*/P0100001/${groupName(1)}`) ?? null;

describe('a source that the ledger sees for the first time', () => {
  it('is held, and stays so over restarts, until --first-run', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
    conductor.repo.commit(TWO);
    for (let pass = 0; pass < 2; pass += 1) {
      const { after, report } = await conductor.apply();
      expect(actionsOf(after)).toEqual({ '1>1': 'firstRun', '2>1': 'firstRun' });
      expect(report.held).toHaveLength(2);
      await conductor.reopen();
    }
    expect(conductor.taken).toEqual([]);
    await conductor.apply({ firstRun: true });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [3] }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
  });

  it('sends with --only what it selects and releases nothing, by flag or by guard', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
    conductor.repo.commit(TWO);
    await conductor.apply({ firstRun: true, only: FIRST });
    expect(conductor.taken).toEqual(['1>1']);
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '2>1': 'firstRun' });

    await conductor.reopen({ guards: { firstRun: 'adopt' } });
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [3] }) });
    const { after } = await conductor.apply({ only: parseSelector('*/P0100003/*') ?? null });
    expect(actionsOf(after)).toMatchObject({ '2>1': 'firstRun', '3>1': 'firstRun' });

    await conductor.reopen({ guards: { firstRun: 'apply' } });
    await conductor.apply({ only: parseSelector('*/P0100002/*') ?? null });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    expect(await conductor.parts.ledger.sources()).toMatchObject([{ releasedAt: null }]);
  });

  it('is adopted by guard: nothing is called but what changes from then on', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'adopt' } });
    conductor.repo.commit(TWO);
    await conductor.apply();
    expect(conductor.taken).toEqual([]);
    expect((await conductor.attempts()).map(({ outcome }) => outcome)).toEqual(['adopted', 'adopted']);
    conductor.repo.commit({
      'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }] }),
    });
    await conductor.apply();
    expect(conductor.taken).toEqual(['2>1']);
  });

  it('is called at once where the guard says so, and released in a command of its own', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply' } });
    conductor.repo.commit(TWO);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    const { commands } = await conductor.parts.ledger.history({});
    expect(commands).toMatchObject([
      { command: 'firstRun', target: 'content', reason: 'guards.firstRun: apply' },
    ]);
  });

  it('is not released by a question that was answered with no', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
    conductor.repo.commit(TWO);
    const { confirmed } = await conductor.apply({ firstRun: true, confirm: async () => false });
    expect(confirmed).toBe(false);
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'firstRun', '2>1': 'firstRun' });
    expect(conductor.taken).toEqual([]);
  });
});

describe.each(['hold', 'adopt', 'apply'] as const)('with guards.firstRun: %s', (firstRun) => {
  it('a lost ledger sends nothing anew', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply' } });
    conductor.repo.commit(TWO);
    await conductor.apply();
    await conductor.reopenAfter(() => conductor.loseLedger());
    await conductor.reopen({ guards: { firstRun } });
    for (let pass = 0; pass < 2; pass += 1) {
      expect(actionsOf(await conductor.plan())).toEqual({ '1>1': 'firstRun', '2>1': 'firstRun' });
      await conductor.apply();
      await conductor.reopen();
    }
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    const { commands } = await conductor.parts.ledger.history({});
    expect(commands).toMatchObject([{ command: 'quarantine' }]);
    await conductor.adopt();
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({
      '1>1': 'unchanged',
      '2>1': 'unchanged',
    });
  });

  it('a lost ledger holds a source that it never saw', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply' } });
    conductor.repo.commit(TWO);
    await conductor.apply();
    await conductor.reopenAfter(() => conductor.loseLedger());
    conductor.repoOf('second').commit({ 'b.yaml': redistribution({ packages: [3] }) });
    await conductor.reopen({ guards: { firstRun }, sources: ['content', 'second'] });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    expect(actionsOf(await conductor.plan())).toMatchObject({ '3>1': 'firstRun' });
  });

  it('an older ledger sends nothing of what was sent since', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply' } });
    const backup = `${conductor.ledgerFile}.backup`;
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    await conductor.reopenAfter(() => copyFileSync(conductor.ledgerFile, backup));
    conductor.repo.commit(TWO);
    await conductor.apply();
    await conductor.reopenAfter(() => {
      conductor.loseLedger();
      copyFileSync(backup, conductor.ledgerFile);
    });
    await conductor.reopen({ guards: { firstRun } });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({
      '1>1': 'unchanged',
      '2>1': 'firstRun',
    });
    // What the ledger does not know is under way at the site: even then it is not sent a second time beside it.
    await conductor.apply({ firstRun: true });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    conductor.now += 600_000;
    await conductor.apply({ firstRun: true });
    expect(conductor.taken).toEqual(['1>1', '2>1', '2>1']);
  });
});

it('does not doubt a ledger on a machine that never saw it', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit(TWO);
  await conductor.apply();
  await conductor.reopenAfter(() => rmSync(conductor.stateFolder, { recursive: true }));
  conductor.repo.commit({ 'b.yaml': redistribution({ packages: [3] }) });
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
});
