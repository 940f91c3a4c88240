import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import { adopt } from '../../../src/reconcile/operator/adopt.ts';
import { packageId, redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

it('records at --commit; apply then calls exactly what changed since', async () => {
  await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
  const adopted = conductor.repo.commit({
    'a.yaml': redistribution({ packages: [1, 2] }),
    'gone.yaml': redistribution({ packages: [9] }),
  });
  conductor.repo.commit({
    'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }, 3] }),
    'gone.yaml': null,
  });
  const { sources } = await conductor.adopt({ commit: adopted });
  expect(sources).toEqual([{ name: 'content', commit: adopted, entries: 3 }]);
  await conductor.apply();
  expect(conductor.taken).toEqual(['2>1', '3>1']);
});

it('takes the commit of the last pass, not what was pushed since', async () => {
  await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
  const seen = conductor.repo.commit({ 'a.yaml': redistribution() });
  await conductor.apply();
  conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
  expect((await conductor.adopt()).sources).toMatchObject([{ commit: seen, entries: 1 }]);
  await conductor.apply();
  expect(conductor.taken).toEqual(['2>1']);
});

it('records what is suspended, not yet valid or over its budget, but no conflict and nothing of a file with a problem', async () => {
  await using conductor = await makeConductor({ guards: { firstRun: 'hold', maxCallsPerRun: 1 } });
  conductor.repo.commit({ 'problem.yaml': redistribution({ packages: [5] }) });
  await conductor.apply();
  conductor.repo.commit({
    'plain.yaml': redistributions(
      { packages: [1], suspend: true },
      { packages: [2], notBefore: '2030-01-01T00:00:00Z' },
      { packages: [3] },
    ),
    'twice.yaml': redistributions({ packages: [4] }, { packages: [4] }),
    'problem.yaml': redistribution({ packages: [5], revision: '' }),
  });
  await conductor.apply();
  await conductor.adopt();
  expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({
    '1>1': 'unchanged',
    '2>1': 'unchanged',
    '3>1': 'unchanged',
    '4>1': 'conflict',
    '5>1': 'problem',
  });
});

it('records what failed before the ledger was doubted, but not where its file has a problem or it is in conflict', async () => {
  await using conductor = await makeConductor();
  conductor.simulator.site.script(({ kind }) =>
    kind === 'call' ? { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue":1}' } : undefined,
  );
  conductor.repo.commit({
    'plain.yaml': redistribution({ packages: [1] }),
    'problem.yaml': redistribution({ packages: [2] }),
    'twice.yaml': redistribution({ packages: [3] }),
  });
  await conductor.apply();
  conductor.repo.commit({
    'problem.yaml': redistribution({ packages: [2], revision: '' }),
    'twice.yaml': redistributions({ packages: [3] }, { packages: [3] }),
  });
  await conductor.apply();
  const writer = await conductor.parts.ledger.acquire('test');
  const command = {
    at: 0,
    actor: 'ada@desk',
    command: 'quarantine',
    target: 'ledger',
    reason: null,
  } as const;
  await writer.quarantine(command, []);
  await writer.close();
  expect((await conductor.adopt()).entries.map(({ entry }) => entry.package)).toEqual(['P0100001']);
});

it('refuses a source that is not there, or not on its first run', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution() });
  await expect(conductor.adopt({ sources: ['contents'] })).rejects.toMatchObject({ code: 'DPS5101' });
  await conductor.apply();
  await expect(conductor.adopt()).rejects.toMatchObject({ code: 'DPS5102' });
  await expect(conductor.adopt({ sources: ['content'] })).rejects.toMatchObject({ code: 'DPS5102' });
});

it('leaves other sources as they are', async () => {
  await using conductor = await makeConductor({
    guards: { firstRun: 'hold' },
    sources: ['content', 'second'],
  });
  conductor.repo.commit({ 'a.yaml': redistribution() });
  conductor.repoOf('second').commit({ 'b.yaml': redistribution({ packages: [2] }) });
  await conductor.apply();
  await conductor.adopt({ sources: ['second'] });
  expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'firstRun', '2>1': 'unchanged' });
});

describe('a group that was renamed after its entries were adopted', () => {
  const OLD = 'Branch Offices EU';
  const NEW = 'Offices Europe';
  const rename = ({ simulator }: Conductor) => Object.assign(simulator.site.groups[0] ?? {}, { name: NEW });
  const declare = (group: string, revision = '1') => ({
    'a.yaml': redistribution({ groups: [group], revision }),
  });
  const simulation = { groupNames: [OLD] };

  it.each(['hold', 'adopt'] as const)(
    'is sent nothing until there is another revision (firstRun: %s)',
    async (firstRun) => {
      await using conductor = await makeConductor({ guards: { firstRun }, simulation });
      conductor.repo.commit(declare(OLD));
      if (firstRun === 'hold') await conductor.adopt();
      else await conductor.apply();
      rename(conductor);
      conductor.repo.commit(declare(NEW));
      const { after } = await conductor.apply();
      expect(actionsOf(after)).toMatchObject({ [`P01/${packageId(1)}/${NEW}`]: 'renamed' });
      expect(conductor.taken).toEqual([]);
      conductor.repo.commit(declare(NEW, '2'));
      await conductor.apply();
      expect(conductor.taken).toEqual(['1>1']);
    },
  );

  it('is adopted by name alone where the site does not answer, and that is told', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold' }, simulation });
    conductor.repo.commit(declare(OLD));
    conductor.simulator.site.script(() => ({ kind: 'answer', taken: false, status: 503, body: '' }));
    const told: Event[] = [];
    const parts = { ...conductor.parts, listen: (event: Event) => told.push(event) };
    await adopt({ sources: [], commit: null, reason: null }, parts);
    expect(told.filter(({ type }) => type === 'siteHeld')).toMatchObject([
      { type: 'siteHeld', site: 'P01', message: expect.stringMatching(/recorded by name alone/) },
    ]);
    expect(await conductor.attempts()).toMatchObject([{ outcome: 'adopted', groupId: null }]);
  });

  it('explains no job of the site: nothing was called', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold' }, simulation });
    conductor.repo.commit(declare(OLD));
    await conductor.adopt();
    const [{ groupId, entry } = { groupId: null, entry: null }] = await conductor.attempts();
    expect(groupId).toBe(conductor.simulator.site.groups[0]?.id);
    const { ledger } = conductor.parts;
    expect(entry && (await ledger.attemptsOfPackages(entry.site, [entry.package], 0))).toEqual([]);
  });
});
