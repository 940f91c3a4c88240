import { expect, it } from 'vitest';
import { showEntry } from '../../../src/model/entry.ts';
import { exportFacts } from '../../../src/reconcile/views/export.ts';
import { failing, RETURNS_ONE } from '../../make/faults.ts';
import { groupName, packageId, redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { BEGINNING, makeConductor } from '../../make/process/conductor.ts';

it('tells of everything that was ever sent, oldest first, with what became of it and without people', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2], reason: 'CHG0012345' }) });
  conductor.simulator.site.script(failing({ 2: RETURNS_ONE }));
  await conductor.apply();
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1], revision: '2' }) });
  await conductor.apply();
  const facts = await exportFacts(conductor.parts);
  expect(facts.exportedAt).toBe(BEGINNING);
  expect(facts.sent.map(({ entry, revision, outcome }) => [showEntry(entry), revision, outcome])).toEqual([
    [`P01/${packageId(1)}/${groupName(1)}`, '1', 'accepted'],
    [`P01/${packageId(2)}/${groupName(1)}`, '1', 'rejected'],
    [`P01/${packageId(1)}/${groupName(1)}`, '2', 'accepted'],
  ]);
  expect(facts.sent[1]).toMatchObject({
    finality: 'permanent',
    counts: true,
    error: { code: expect.any(String) },
  });
  // Declared no more, and sent once.
  expect(facts.sites[0]?.packages.map(({ id }) => id)).toContain(packageId(2));
  const text = JSON.stringify(facts);
  for (const command of ['Ada', 'ada@desk', 'CHG0012345', conductor.repo.git('rev-parse', 'HEAD')])
    expect(text).not.toContain(command);
});

it('tells what each site shows of what is declared now, and what it does not', async () => {
  await using conductor = await makeConductor({
    sites: ['P01', 'P02'],
    simulation: { packages: 3, groups: 3, members: 2, unassigned: [[0, 1]] },
  });
  conductor.repo.commit({
    'a.yaml': redistributions(
      { site: 'P01', packages: [1, 2, 9], groups: [1, 'No such group'] },
      { site: 'P01', packages: [3], groups: [2], suspend: true },
    ),
  });
  const { sites, sent } = await exportFacts(conductor.parts);
  expect(sent).toEqual([]);
  const [first, second] = sites;
  expect(first?.packages.map(({ id, bytes }) => [id, typeof bytes])).toEqual([
    [packageId(1), 'number'],
    [packageId(2), 'number'],
    [packageId(3), 'number'],
  ]);
  expect(first?.missing).toEqual({ packages: [packageId(9)], groups: ['No such group'] });
  expect(first?.groups).toMatchObject([
    { name: groupName(1), assigned: [packageId(1)], unassigned: [packageId(2), packageId(9)] },
    { name: groupName(2), assigned: [packageId(3)], unassigned: [] },
  ]);
  expect(first?.groups.map(({ members }) => members.length)).toEqual([2, 2]);
  expect(second).toMatchObject({ code: 'P02', packages: [], groups: [] });
});

it('asks each site a few times, however much is declared', async () => {
  await using conductor = await makeConductor({ simulation: { packages: 200, groups: 10 } });
  const packages = Array.from({ length: 200 }, (_, index) => index + 1);
  conductor.repo.commit({ 'a.yaml': redistribution({ packages, groups: [1, 2, 3, 4, 5] }) });
  await exportFacts(conductor.parts);
  const { requests } = conductor.simulator.site;
  expect(requests.reads).toBeLessThan(80);
  expect(requests.calls).toBe(0);
});

it('is a Failure where a site does not answer: half of the facts would look whole', async () => {
  await using conductor = await makeConductor({ sites: ['P01', 'P02'] });
  conductor.repo.commit({ 'a.yaml': redistribution({ site: 'P01' }) });
  await conductor.simulatorOf('P02').close();
  await expect(exportFacts(conductor.parts)).rejects.toMatchObject({ code: expect.stringMatching(/^DPS20/) });
});
