import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fetchHeads } from '../../../src/reconcile/pass/fetch-heads.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';

it('gives the head of every source by its id, and tells of each that it fetched', async () => {
  await using conductor = await makeConductor({ sources: ['content', 'second'] });
  const first = conductor.repo.commit({ 'a.yaml': redistribution() });
  const second = conductor.repoOf('second').commit({ 'b.yaml': redistribution({ packages: [2] }) });
  const heads = await fetchHeads(conductor.parts, true);
  expect(conductor.parts.sources.map(({ id }) => heads.get(id))).toEqual([first, second]);
  expect(conductor.events).toEqual([
    { type: 'fetched', source: expect.any(String), commit: expect.any(String) },
    { type: 'fetched', source: expect.any(String), commit: expect.any(String) },
  ]);
  conductor.repo.commit({ 'a.yaml': null });
  expect(await fetchHeads(conductor.parts, false)).toEqual(heads);
  expect(conductor.events).toHaveLength(2);
});

it('names every source that cannot be fetched in one failure', async () => {
  await using conductor = await makeConductor({ sources: ['content', 'second', 'third'] });
  conductor.repoOf('second').commit({});
  for (const name of ['content', 'third']) rmSync(conductor.repoOf(name).url, { recursive: true });
  await expect(fetchHeads(conductor.parts, true)).rejects.toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(/^source content: .*\nsource third: /s),
  });
});

it('is stopped by a signal, whatever the remotes do', async () => {
  await using conductor = await makeConductor({ sources: ['content', 'second'] });
  const end = new AbortController();
  const [first, ...others] = conductor.parts.sources;
  if (!first) throw new Error('no source');
  const dripping = {
    ...first,
    fetch: (signal?: AbortSignal) =>
      new Promise<string>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        end.abort();
      }),
  };
  const parts = { ...conductor.parts, sources: [dripping, ...others] };
  await expect(fetchHeads(parts, true, end.signal)).rejects.toMatchObject({ code: 'DPS2005' });
});
