import { describe, expect, it } from 'vitest';
import { approveRun } from '../../make/approve-run.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const HOUR = 3_600_000;

describe('a run that is held by its budget', () => {
  const setup = { guards: { firstRun: 'apply', maxCallsPerRun: 2 } } as const;
  const three = { 'a.yaml': redistributions({ packages: [1] }, { packages: [2] }, { packages: [3] }) };

  it.each([
    ['another revision', redistributions({ packages: [1] }, { packages: [2, 3], revision: '2' })],
    ['a conflict', redistributions({ packages: [1] }, { packages: [2, 3] }, { packages: [2, 3] })],
  ])('does not become small enough by %s', async (_, text) => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit(three);
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': text });
    const { after } = await conductor.apply();
    expect(actionsOf(after)['1>1']).toBe('budget');
    expect(conductor.taken).not.toContain('1>1');
  });

  it('does not become small enough by a problem of some of its files, mended or not', async () => {
    await using conductor = await makeConductor(setup);
    const files = { 'a.yaml': redistribution(), 'b.yaml': redistribution({ packages: [2, 3] }) };
    conductor.repo.commit(files);
    await conductor.apply();
    conductor.repo.commit({ 'b.yaml': 'apiVersion: dpsync/v1\nkind: Redistribution\nspec: 1\n' });
    expect(actionsOf((await conductor.apply()).after)['1>1']).toBe('budget');
    conductor.repo.commit(files);
    await conductor.apply();
    expect(conductor.taken).toEqual([]);
  });

  it('becomes smaller by what is taken back', async () => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit(three);
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': redistributions({ packages: [1] }, { packages: [2] }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });
});

describe('the calls of a source in a day', () => {
  const setup = { guards: { firstRun: 'apply', maxCallsPerDay: 3 } } as const;

  it('are limited over many small commits, and free again a day later', async () => {
    await using conductor = await makeConductor(setup);
    for (const file of [1, 2, 3]) {
      conductor.repo.commit({ [`${file}.yaml`]: redistribution({ packages: [2 * file, 2 * file + 1] }) });
      await conductor.apply();
      conductor.now += HOUR;
    }
    expect(conductor.taken).toEqual(['2>1', '3>1']);
    conductor.now += 22 * HOUR;
    await conductor.apply();
    expect(conductor.taken).toEqual(['2>1', '3>1', '4>1', '5>1']);
    await conductor.reopen(setup);
    await conductor.apply();
    expect(conductor.taken).toHaveLength(4);
  });

  it('pass with an approval, which counts for the rest of the day', async () => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4] }) });
    const { report } = await conductor.apply();
    expect(conductor.taken).toEqual([]);
    await approveRun(report.runs[0]?.id ?? '', 'CHG1', conductor.parts);
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [5] }) });
    const { after } = await conductor.apply();
    expect(conductor.taken).toHaveLength(4);
    expect(actionsOf(after)['5>1']).toBe('budget');
  });
});
