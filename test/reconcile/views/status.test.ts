import { expect, it } from 'vitest';
import { entryKey } from '../../../src/model/entry.ts';
import { readStatus } from '../../../src/reconcile/views/status.ts';
import { DROPPED_AFTER, failing, RETURNS_ONE, UNAVAILABLE } from '../../make/faults.ts';
import { makeEntry } from '../../make/noun/attempt.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { shortName } from '../../make/short-names.ts';

async function syncOf(conductor: Conductor, entries: Parameters<typeof readStatus>[0] = 'all') {
  const status = await readStatus(entries, conductor.parts);
  return Object.fromEntries(status.map((one) => [shortName(one), one.sync]));
}

it('tells of each entry whether what is declared was called', async () => {
  await using conductor = await makeConductor();
  conductor.simulator.site.script(failing({ 2: RETURNS_ONE, 3: DROPPED_AFTER, 4: UNAVAILABLE }));
  conductor.repo.commit({
    'a.yaml': redistributions({ packages: [1, 2, 3, 4] }, { packages: [5], suspend: true }),
    'b.yaml': redistribution({ packages: [6] }),
  });
  await conductor.apply();
  expect(await syncOf(conductor)).toEqual({
    ...{ '1>1': 'Synced', '2>1': 'Failed', '3>1': 'Unknown', '4>1': 'Held', '5>1': 'Held', '6>1': 'Synced' },
  });
  conductor.now += 60_000;
  expect(await syncOf(conductor)).toMatchObject({ '4>1': 'OutOfSync' });
});

it('says what was applied, when, and by which commit', async () => {
  await using conductor = await makeConductor();
  const first = conductor.repo.commit({ 'a.yaml': redistribution({ revision: '1' }) });
  const at = conductor.now;
  await conductor.apply();
  conductor.simulator.site.script(failing({ 1: RETURNS_ONE }));
  conductor.now += 1000;
  conductor.repo.commit({ 'a.yaml': redistribution({ revision: '2' }) });
  await conductor.apply();
  expect(await readStatus([], conductor.parts)).toMatchObject([
    { revision: '2', appliedRevision: '1', appliedCommit: first, appliedAt: at, held: { by: 'failed' } },
  ]);
});

it('is synced, and says so, where its file has a problem by now', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution() });
  await conductor.apply();
  conductor.repo.commit({ 'a.yaml': redistribution({ revision: '' }) });
  await conductor.apply();
  expect(await readStatus('all', conductor.parts)).toMatchObject([
    { sync: 'Synced', message: 'a.yaml has a problem by now' },
  ]);
});

it('works beside a running apply, and while neither git nor a site is there', async () => {
  const called = Promise.withResolvers<void>();
  const looked = Promise.withResolvers<void>();
  await using conductor = await makeConductor({
    wrap: (parts) => ({
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        redistribute: async (call) => {
          called.resolve();
          await looked.promise;
          return await site.redistribute(call);
        },
      })),
    }),
  });
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const applying = conductor.apply();
  await called.promise;
  expect(await syncOf(conductor)).toEqual({ '1>1': 'OutOfSync' });
  looked.resolve();
  await applying;
  await conductor.simulator.close();
  conductor.repo[Symbol.dispose]();
  expect(await syncOf(conductor)).toEqual({ '1>1': 'Synced' });
});

it('knows an entry that is asked for although nothing about it needs a look', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
  await conductor.apply();
  expect(await syncOf(conductor, [])).toEqual({});
  const key = entryKey(makeEntry('P01/P0100002/Branch Offices 01'));
  expect(await syncOf(conductor, [key])).toEqual({ '2>1': 'Synced' });
});
