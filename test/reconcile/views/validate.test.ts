import { expect, it } from 'vitest';
import { validate } from '../../../src/reconcile/views/validate.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';

/** Validates what the configured sources have now. */
async function validateSources({ parts }: Conductor) {
  const trees = await Promise.all(
    parts.sources.map(async (source) => ({
      name: source.name,
      tree: await source.changes(await source.fetch(), null),
      read: (blobs: readonly string[]) => source.read(blobs),
      rules: parts.rulesOf(source.name),
    })),
  );
  return await validate(trees, parts);
}

it('counts files, entries and what is not ours', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({
    'a.yaml': redistribution({ packages: [1, 2], groups: [1, 2] }),
    'copy.yaml': 'kind: Deployment\n---\n# nothing\n---\nkind: Service\n',
  });
  expect(await validateSources(conductor)).toEqual({
    ...{ files: 2, entries: 4, foreign: 2, problems: [], conflicts: [], warnings: [], skipped: [] },
  });
});

it('names every problem and every place of a conflict, across sources', async () => {
  await using conductor = await makeConductor({ sources: ['content', 'second'] });
  conductor.repo.commit({
    'b.yaml': redistribution({ revision: '' }),
    'a.yaml': redistributions({ packages: [1] }, { packages: [2] }),
    'unknown-site.yaml': redistribution({ site: 'P77' }),
  });
  conductor.repoOf('second').commit({ 'c.yaml': redistribution({ packages: [1], revision: '2' }) });
  const { problems, conflicts, entries } = await validateSources(conductor);
  expect(problems.map(({ source, file }) => `${source} ${file}`)).toEqual([
    'content b.yaml',
    'content unknown-site.yaml',
  ]);
  expect(conflicts).toMatchObject([
    {
      entry: { package: 'P0100001' },
      declaredAt: [
        { source: 'content', file: 'a.yaml' },
        { source: 'second', file: 'c.yaml' },
      ],
    },
  ]);
  expect(entries).toBe(2);
});

it('knows what each configured source may declare', async () => {
  await using conductor = await makeConductor({
    sources: ['content', 'second'],
    forms: { second: { allow: { packages: ['P0100002'] } } },
  });
  conductor.repo.commit({ 'a.yaml': redistribution() });
  conductor.repoOf('second').commit({ 'b.yaml': redistribution({ revision: '2' }) });
  expect(await validateSources(conductor)).toMatchObject({
    entries: 1,
    conflicts: [],
    problems: [{ source: 'second', file: 'b.yaml', code: 'DPS1062' }],
  });
});
