import { expect, it } from 'vitest';
import type { SeenRequest } from '../../../src/simulator/options.ts';
import { UNAVAILABLE } from '../../make/faults.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

it('holds what the site does not show: no intent, no attempt', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1], groups: [1, 'No Such Group'] }) });
  const { after } = await conductor.apply();
  expect(actionsOf(after)).toEqual({ '1>1': 'unchanged', 'P01/P0100001/No Such Group': 'preflight' });
  expect(await conductor.attempts()).toHaveLength(1);
});

it('finds a group by its name in any spelling', async () => {
  await using conductor = await makeConductor({ simulation: { groupNames: ['Büro Köln'] } });
  conductor.repo.commit({ 'a.yaml': redistribution({ groups: ['bÜRO Ko\u0308ln '] }) });
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1']);
});

it('asks nothing of a site where nothing would be called', async () => {
  const seen: SeenRequest[] = [];
  await using conductor = await makeConductor({ simulation: { watch: (request) => seen.push(request) } });
  conductor.repo.commit({ 'a.yaml': redistribution({ suspend: true }) });
  await conductor.apply();
  expect(seen).toEqual([]);
});

it('calls nothing at a site of another code', async () => {
  await using conductor = await makeConductor({ sites: ['P01'], simulation: { code: 'P99' } });
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const { after, report } = await conductor.apply();
  expect(actionsOf(after)).toEqual({ '1>1': 'site' });
  expect(report.notReached).toMatchObject([{ site: 'P01', entries: 1, error: { code: 'DPS2001' } }]);
  expect(await conductor.attempts()).toEqual([]);
});

it('asks about a later wave before the first call, and not again', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({
    'a.yaml': redistributions({ packages: [1], groups: [1] }, { packages: [1], groups: [2], wave: 1 }),
  });
  conductor.simulator.site.script(({ kind }) =>
    kind === 'read' && conductor.taken.length > 0 ? UNAVAILABLE : undefined,
  );
  const { after } = await conductor.apply();
  expect(conductor.taken).toEqual(['1>1', '1>2']);
  expect(actionsOf(after)).toEqual({ '1>1': 'unchanged', '1>2': 'unchanged' });
});
