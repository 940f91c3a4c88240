import { describe, expect, it } from 'vitest';
import type { Allow } from '../../../src/model/config/allow.ts';
import { readStatus } from '../../../src/reconcile/views/status.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const BOTH = { sources: ['content', 'second'] };
const mayDeclare = (allow: Allow) => ({ forms: { content: { allow } } });
const FIRST_GROUP = mayDeclare({ groups: ['Branch Offices 01'] });

describe('what a source may not declare', () => {
  it('is a problem there, and no conflict for the source that may', async () => {
    await using conductor = await makeConductor({ ...BOTH, ...FIRST_GROUP });
    conductor.repo.commit({
      'a.yaml': redistribution({ groups: [1, 2] }),
      'b.yaml': redistribution({ packages: [2] }),
    });
    conductor.repoOf('second').commit({ 'c.yaml': redistribution({ groups: [2], revision: '2' }) });
    const { after } = await conductor.apply();
    expect(after.planned.plan).toMatchObject({
      conflicts: [],
      problems: [{ source: 'content', file: 'a.yaml', code: 'DPS1062' }],
    });
    expect(conductor.taken).toEqual(['1>2', '2>1']);
  });

  it('is not declared any more once the config says so, whatever its file declared before', async () => {
    await using conductor = await makeConductor(BOTH);
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [1, 2] }) });
    conductor.repoOf('second').commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    await conductor.reopen(FIRST_GROUP);
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unchanged', '1>2': 'forget' });
    conductor.repoOf('second').commit({ 'c.yaml': redistribution({ groups: [2], revision: '2' }) });
    expect((await conductor.apply()).after.planned.plan.conflicts).toEqual([]);
    expect(conductor.taken).toEqual(['1>1', '1>2', '2>1', '1>2']);
    const status = await readStatus('all', conductor.parts);
    expect(status.map(({ message }) => message)).toEqual(['a.yaml has a problem by now', '', '']);
  });

  it('is not called although it was due, and nothing of it is sent twice once it is allowed again', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({
      'a.yaml': redistributions({ groups: [1] }, { packages: [2], groups: [2], suspend: true }),
    });
    await conductor.apply();
    await conductor.reopen(FIRST_GROUP);
    conductor.repo.commit({
      'a.yaml': redistributions({ groups: [1] }, { packages: [2], groups: [2] }),
    });
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unchanged', '2>2': 'forget' });
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'unchanged' });
    await conductor.reopen({ forms: {} });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>2']);
  });

  it('leaves a file that cannot be read with what is still allowed of it', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [1, 2], suspend: true }) });
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': 'kind: Redistribution\n  x: [' });
    await conductor.apply();
    await conductor.reopen(FIRST_GROUP);
    for (let pass = 0; pass < 2; pass += 1) {
      await conductor.apply();
      expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'problem' });
    }
    await conductor.reopen(mayDeclare({ groups: [] }));
    await conductor.apply();
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({});
  });
});
