import { describe, expect, it } from 'vitest';
import { recordOfLedger } from '../../../src/reconcile/comparison/record-of-ledger.ts';
import { suspend } from '../../../src/reconcile/operator/suspend.ts';
import { compareIn } from '../../make/noun/comparison.ts';
import { redistribution, type Written } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsIn } from '../../make/short-names.ts';

/** What a merge of this change of `a.yaml` would do. */
async function propose(conductor: Conductor, written: Written) {
  const { repo } = conductor;
  repo.git('checkout', '--quiet', '-B', 'topic', 'main');
  repo.commit({ 'a.yaml': redistribution(written) });
  const plan = await compareIn(repo, { record: () => recordOfLedger('content', conductor.parts) });
  repo.git('checkout', '--quiet', 'main');
  return plan;
}

describe('by the ledger', () => {
  it('what was sent is known, going back sends nothing, and nothing is recorded', async () => {
    await using conductor = await makeConductor();
    for (const revision of ['1', '2']) {
      conductor.repo.commit({ 'a.yaml': redistribution({ revision }) });
      await conductor.apply();
    }
    const before = await conductor.parts.ledger.sources();
    const back = await propose(conductor, { revision: '1' });
    expect(back.entries).toMatchObject([{ action: 'none', cause: 'sentBefore' }]);
    const on = await propose(conductor, { revision: '3' });
    expect(on.entries).toMatchObject([
      { action: 'redistribute', revision: { from: '2', to: '3' }, packageName: expect.any(String) },
    ]);
    expect(on.comparison).toEqual({ worktree: false, basis: 'ledger', facts: null });
    expect(conductor.taken).toEqual(['1>1', '1>1']);
    expect(await conductor.parts.ledger.sources()).toEqual(before);
  });

  it('an entry that another source declares is a conflict', async () => {
    await using conductor = await makeConductor({ sources: ['content', 'other'] });
    conductor.repo.commit({ 'a.yaml': redistribution() });
    conductor.repoOf('other').commit({ 'far.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    const plan = await propose(conductor, { packages: [1, { id: 2, revision: '2' }, 3] });
    expect(actionsIn(plan)).toEqual({ '1>1': 'unchanged', '2>1': 'conflict', '3>1': 'redistribute' });
    expect(plan.conflicts[0]?.declaredAt).toMatchObject([
      { source: 'content', file: 'a.yaml' },
      { source: 'other', file: 'far.yaml' },
    ]);
    expect(plan.sources.map(({ name }) => name)).toEqual(['content']);
  });

  it('holds what an operator suspended, and what is on its first run', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
    conductor.repo.commit({ 'a.yaml': redistribution() });
    expect(actionsIn(await propose(conductor, { revision: '2' }))).toEqual({ '1>1': 'firstRun' });
    await conductor.apply();
    await conductor.adopt();
    expect(actionsIn(await propose(conductor, { revision: '2' }))).toEqual({ '1>1': 'redistribute' });
    await suspend({ selector: 'P01/*/*', until: null, reason: null }, conductor.parts);
    expect(actionsIn(await propose(conductor, { revision: '2' }))).toEqual({ '1>1': 'suspended' });
  });

  it('asks the sites only of what would be called, and holds what cannot work', async () => {
    await using conductor = await makeConductor({ simulation: { packages: 2, unassigned: [[0, 1]] } });
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await conductor.apply();
    const { requests } = conductor.simulator.site;
    const { reads } = requests;
    expect(actionsIn(await propose(conductor, { reason: 'CHG1' }))).toEqual({ '1>1': 'unchanged' });
    expect(requests.reads).toBe(reads);
    const plan = await propose(conductor, { packages: [1, 2] });
    expect(plan.entries[1]?.held).toMatchObject({ by: 'preflight', code: 'DPS2104' });
  });
});
