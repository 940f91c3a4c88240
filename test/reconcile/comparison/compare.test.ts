import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showPlace } from '../../../src/model/origin.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Files } from '../../make/git/temp-repo.ts';
import { compareIn, makeTopic } from '../../make/noun/comparison.ts';
import { redistribution, redistributions, type Written } from '../../make/noun/redistribution.ts';
import { actionsIn, shortName } from '../../make/short-names.ts';

const BROKEN = `${redistribution()}  colour: red\n`;

/** What a merge of the second files into the first would change. */
async function merge(before: Files, after: Files): Promise<Plan> {
  using repo = makeTopic(before);
  repo.commit(after);
  return await compareIn(repo);
}

const one = (written: Written = {}) => ({ 'a.yaml': redistribution(written) });
const filesOf = ({ problems }: Plan) => problems.map((problem) => `${problem.source} ${problem.file}`);
const conflictsOf = ({ conflicts }: Plan) =>
  conflicts.map((conflict) => [shortName(conflict), conflict.declaredAt.map(({ file }) => file).join(' ')]);

describe('without a ledger', () => {
  it('what the base declares counts as sent', async () => {
    using repo = makeTopic({
      'a.yaml': redistribution({ packages: [1, 2, 3] }),
      'b.yaml': redistribution({ packages: [4], revision: 'old' }),
      'far.yaml': redistribution({ packages: [6] }),
    });
    const base = repo.git('rev-parse', 'HEAD');
    const first = repo.commit({ 'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }, 5] }) });
    const commit = repo.commit({ 'b.yaml': null });
    const plan = await compareIn(repo);
    expect(actionsIn(plan)).toEqual({
      '1>1': 'unchanged',
      '2>1': 'redistribute',
      '3>1': 'forget',
      '4>1': 'forget',
      '5>1': 'redistribute',
    });
    expect(plan.sources).toEqual([{ name: 'content', commit, base, run: null }]);
    expect(plan.comparison).toEqual({ worktree: false, basis: 'base', facts: null });
    expect(plan.entries.map((planned) => [shortName(planned), planned.cause, planned.revision])).toEqual([
      ['1>1', 'unchanged', { from: '1', to: '1' }],
      ['2>1', 'changed', { from: '1', to: '2' }],
      ['3>1', 'removed', { from: '1', to: null }],
      ['4>1', 'removed', { from: 'old', to: null }],
      ['5>1', 'new', { from: null, to: '1' }],
    ]);
    const { declaredAt, run } = plan.entries[1] ?? {};
    expect(declaredAt).toMatchObject([
      { source: 'content', file: 'a.yaml', line: 5, commit: first, author: 'Ada Example' },
    ]);
    expect(run).toBeNull();
  });

  it.each<[string, Files, Files]>([
    ['a file that moved', one(), { 'a.yaml': null, 'deep/b.yml': redistribution() }],
    [
      'a comment, a name and an order of fields',
      one(),
      { 'a.yaml': `# x\n${redistribution({ name: 'other' })}` },
    ],
    ['a label and a reason', one(), one({ labels: { ring: 'a' }, reason: 'CHG1' })],
    ['what is foreign', { 'x.yaml': 'kind: Deployment\n' }, { 'x.yaml': 'kind: [broken\n', 'y.yaml': '' }],
    ['another case of a group', one({ groups: ['EU'] }), one({ groups: ['eu '] })],
  ])('%s changes nothing', async (_, before, after) => {
    const { entries, summary, problems } = await merge(before, after);
    expect(entries.filter(({ action }) => action !== 'none')).toEqual([]);
    expect({ summary, problems }).toMatchObject({ summary: { redistribute: 0, conflict: 0 }, problems: [] });
  });

  it.each<[string, Written, Written]>([
    ['suspension', { suspend: true }, {}],
    ['time to begin', { notBefore: '2030-01-01T00:00:00Z' }, {}],
    ['time to end', { notAfter: '2020-01-01T00:00:00Z' }, { notAfter: '2030-01-01T00:00:00Z' }],
  ])(
    'a %s that a merge takes away frees a call that the base may never have made',
    async (_, before, after) => {
      expect(actionsIn(await merge(one(before), one(after)))).toEqual({ '1>1': 'redistribute' });
      expect(actionsIn(await merge(one(after), one(before)))).toEqual({ '1>1': 'unchanged' });
    },
  );

  it('only what is declared holds: 300 calls in two waves, some suspended or too early', async () => {
    const packages = Array.from({ length: 300 }, (_, index) => index + 1);
    const plan = await merge(
      {},
      {
        'a.yaml': redistribution({ packages }),
        'b.yaml': redistributions(
          { packages: [1], groups: [2], wave: 1 },
          { packages: [1], groups: [3], suspend: true },
          { packages: [1], groups: [4], notBefore: '2030-01-01T00:00:00Z' },
        ),
      },
    );
    expect(plan.summary).toMatchObject({ redistribute: 300, hold: 3 });
    expect(actionsIn(plan)).toMatchObject({ '1>2': 'wave', '1>3': 'suspended', '1>4': 'validity' });
    const remedy = plan.entries.find(({ held }) => held?.by === 'wave')?.held?.remedy;
    expect(remedy).toEqual({ kind: 'waiveWave', run: 'RUN', wave: 0 });
  });
});

describe('a conflict', () => {
  it('with a file that did not change is found, and names both places', async () => {
    const plan = await merge({ 'far.yaml': redistribution({ packages: [1, 2] }) }, one({ revision: '2' }));
    expect(actionsIn(plan)).toEqual({ '1>1': 'conflict' });
    expect(conflictsOf(plan)).toEqual([['1>1', 'a.yaml far.yaml']]);
    expect(plan.conflicts[0]?.declaredAt.map(showPlace)).toEqual(['a.yaml:5:14', 'far.yaml:5:14']);
  });

  it('of which a merge takes one side away is none any more, and may free a call', async () => {
    const both = { ...one(), 'b.yaml': redistribution({ revision: '2' }) };
    const plan = await merge(both, { 'b.yaml': null });
    expect(actionsIn(plan)).toEqual({ '1>1': 'redistribute' });
    expect(plan.conflicts).toEqual([]);
  });

  it('that the base has already is left out, unless the merge changes one of its sides', async () => {
    const both = {
      'a.yaml': redistribution({ packages: [1, 2] }),
      'b.yaml': redistribution({ packages: [1, 2] }),
    };
    const left = await merge(both, { 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    expect({ actions: actionsIn(left), conflicts: left.conflicts }).toEqual({
      actions: { '1>1': 'unchanged', '2>1': 'unchanged', '3>1': 'redistribute' },
      conflicts: [],
    });
    const twice = redistributions({ packages: [1] }, { packages: [1] }, { packages: [3] });
    expect(conflictsOf(await merge({ 'a.yaml': twice }, { 'a.yaml': `# x\n${twice}` }))).toEqual([]);
    const touched = await merge(both, {
      'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }] }),
    });
    expect(conflictsOf(touched)).toEqual([['2>1', 'a.yaml b.yaml']]);
  });

  it('of an entry that is taken out of one of two files leaves it where it is', async () => {
    const plan = await merge(
      { ...one(), 'far.yaml': redistribution({ packages: [1, 2] }) },
      { 'a.yaml': null },
    );
    expect(actionsIn(plan)).toEqual({ '1>1': 'redistribute' });
    expect(plan.entries[0]?.declaredAt).toMatchObject([{ file: 'far.yaml' }]);
  });
});

describe('a problem', () => {
  it('of a file that the merge brings is told, and keeps what the file declared', async () => {
    const plan = await merge(one({ packages: [1, 2] }), { 'a.yaml': BROKEN, 'new.yaml': BROKEN });
    expect(filesOf(plan)).toEqual(['content a.yaml', 'content new.yaml']);
    expect(actionsIn(plan)).toEqual({ '1>1': 'unchanged', '2>1': 'unchanged' });
  });

  it('of a file that does not differ, or that the merge mends, is none of it', async () => {
    const plan = await merge({ 'a.yaml': BROKEN, 'far.yaml': BROKEN }, one());
    expect(filesOf(plan)).toEqual([]);
    expect(actionsIn(plan)).toEqual({ '1>1': 'redistribute' });
  });

  it('is a text that cannot be read any more, where the file declared before', async () => {
    const unreadable = { 'a.yaml': 'a: [b\n', 'b.yaml': 'a: [b\n' };
    expect(filesOf(await merge(one(), unreadable))).toEqual(['content a.yaml']);
  });

  it('is a file of more than 1 MiB', async () => {
    const plan = await merge(one(), { 'a.yaml': `# ${'x'.repeat(1024 * 1024)}\n${redistribution()}` });
    expect(plan.problems).toMatchObject([
      { file: 'a.yaml', line: 1, message: expect.stringContaining('1 MiB') },
    ]);
    expect(actionsIn(plan)).toEqual({ '1>1': 'unchanged' });
  });
});

describe('a link', () => {
  it('in the place of a file is named, and takes its entries away', async () => {
    using repo = makeTopic({ ...one(), 'far.yaml': redistribution({ packages: [2] }) });
    repo.git('rm', '--quiet', 'a.yaml');
    repo.git('config', 'core.symlinks', 'true');
    const target = repo.git('hash-object', '-w', join(repo.work, 'far.yaml'));
    repo.git('update-index', '--add', '--cacheinfo', `120000,${target},a.yaml`);
    repo.git('commit', '--quiet', '--message', 'link');
    const plan = await compareIn(repo);
    expect(plan.skipped).toEqual([
      { source: 'content', file: 'a.yaml', reason: 'a symbolic link; links are not followed' },
    ]);
    expect(actionsIn(plan)).toEqual({ '1>1': 'forget' });
  });
});

describe('a work tree', () => {
  it('is compared as it lies there, with what is not committed', async () => {
    using repo = makeTopic({ ...one(), 'far.yaml': redistribution({ packages: [3] }) });
    repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    const write = (path: string, written: Written) =>
      writeFileSync(join(repo.work, path), redistribution(written));
    write('a.yaml', { revision: '2' });
    write('new.yaml', { packages: [3, 4] });
    const plan = await compareIn(repo, { worktree: true });
    expect(plan.comparison?.worktree).toBe(true);
    expect(actionsIn(plan)).toEqual({
      '1>1': 'redistribute',
      '2>1': 'redistribute',
      // The same revision twice: a conflict, of which nothing is due.
      '3>1': 'unchanged',
      '4>1': 'redistribute',
    });
    expect(conflictsOf(plan)).toEqual([['3>1', 'far.yaml new.yaml']]);
    expect(plan.entries[0]?.declaredAt).toMatchObject([{ commit: repo.git('rev-parse', 'HEAD') }]);
  });
});
