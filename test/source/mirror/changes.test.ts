import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../../src/source/source.ts';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeTempRepo, type RawEntry, runGit } from '../../make/git/temp-repo.ts';

const file = (path: string | Uint8Array, text = 'x', mode = '100644'): RawEntry => ({ mode, path, text });
const link = (path: string): RawEntry => ({ mode: '120000', path, text: '/etc/passwd' });
const submodule = (path: string): RawEntry => ({ mode: '160000', path });

const pathsOf = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

describe('the whole tree', () => {
  it('holds regular files with a matching name only', async () => {
    using repo = makeTempRepo();
    const commit = repo.commitRaw({
      entries: [
        ...[file('a.yaml'), file('run.yml', 'x', '100755'), file('deep/er/b.yaml')],
        ...[file('c.YAML'), file('d.yaml.bak'), file('yaml'), link('README'), submodule('lib')],
        ...[link('link.yaml'), submodule('sub.yml')],
      ],
    });
    const source = makeGitSource(repo);
    await source.fetch();
    const { whole, files, removed, skipped } = await source.changes(commit, null);
    expect(whole).toBe(true);
    expect(pathsOf(files)).toEqual(['a.yaml', 'c.YAML', 'deep/er/b.yaml', 'run.yml']);
    expect(removed).toEqual([]);
    expect(skipped).toEqual([
      { file: 'link.yaml', reason: 'a symbolic link; links are not followed' },
      { file: 'sub.yml', reason: 'a submodule; submodules are not read' },
    ]);
  });

  it.each([
    'two\nlines.yaml',
    'quo"te\'s.yaml',
    '-rf.yaml',
    '--output=x.yml',
    'back\\slash.yaml',
    ' .yaml',
    '*.yaml',
    ':(top)x.yaml',
    'ä/ö.yaml',
    '😀.yaml',
  ])('takes the name %j as it stands', async (path) => {
    using repo = makeTempRepo();
    const commit = repo.commitRaw({ entries: [file(path)] });
    const source = makeGitSource(repo);
    await source.fetch();
    expect(pathsOf((await source.changes(commit, null)).files)).toEqual([path]);
    expect(
      (await source.lastChanges(commit, null, [...(await source.changes(commit, null)).files])).get(path)
        ?.commit,
    ).toBe(commit);
  });

  it('names files whose names are not UTF-8, and never mixes them up', async () => {
    using repo = makeTempRepo();
    const bytes = (...parts: (string | number)[]) =>
      Buffer.concat(
        parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))),
      );
    const commit = repo.commitRaw({
      entries: [
        ...[file(bytes('a', 0xff, '.yaml')), file(bytes('a', 0xfe, '.yaml')), file('a\ufffd.yaml')],
        ...[
          file('a\\377.yaml'),
          file('"a\\377.yaml"'),
          file(bytes(0xff, '/b.yml')),
          file(bytes(0xff, '.txt')),
        ],
      ],
    });
    const source = makeGitSource(repo);
    await source.fetch();
    const { files, skipped } = await source.changes(commit, null);
    expect(pathsOf(files)).toEqual(['a\\377.yaml', 'a\ufffd.yaml']);
    expect(skipped.map((item) => item.file)).toEqual(['"a\\376.yaml"', '"a\\377.yaml"', '"\\377/b.yml"']);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
      new Set(['its name is not UTF-8; rename it']),
    );
  });

  it('is refused with a path that no system could hold', async () => {
    using repo = makeTempRepo();
    const blob = runGit(repo.url, ['hash-object', '-w', '--stdin'], 'x');
    const tree = runGit(repo.url, ['mktree', '-z'], `100644 blob ${blob}\t${'x'.repeat(70_000)}.yaml\0`);
    const commit = runGit(repo.url, ['commit-tree', tree, '-m', 'x']);
    runGit(repo.url, ['update-ref', 'refs/heads/main', commit]);
    const source = makeGitSource(repo);
    await source.fetch();
    await expect(source.changes(commit, null)).rejects.toMatchObject({
      code: 'DPS3050',
      consequence: 'wait',
    });
    expect(await source.head()).toBe(commit);
  });

  it('ends where the path does, and takes it literally', async () => {
    using repo = makeTempRepo();
    const commit = repo.commit({
      's*/a.yaml': '1',
      'sites/b.yaml': '2',
      'sites-old/c.yaml': '3',
      'd.yaml': '4',
    });
    const listed = async (path: string) => {
      const source = makeGitSource({ ...repo, form: { path } });
      await source.fetch();
      return pathsOf((await source.changes(commit, null)).files);
    };
    expect(await listed('sites')).toEqual(['sites/b.yaml']);
    expect(await listed('sites/')).toEqual(['sites/b.yaml']);
    expect(await listed('s*')).toEqual(['s*/a.yaml']);
    for (const nowhere of ['nowhere', 'site', 'Sites', 'sites/b', 's?tes']) {
      await expect(listed(nowhere)).rejects.toMatchObject({
        code: 'DPS3053',
        consequence: 'wait',
        message: expect.stringContaining(`source content has nothing at the path ${nowhere};`),
      });
    }
  });
});

describe('what differs', () => {
  it('is told as files, removed and skipped', async () => {
    using repo = makeTempRepo();
    const before = repo.commitRaw({
      entries: [
        ...[file('stays.yaml'), file('edited.yaml', '1'), file('goes.yaml'), file('becomes-link.yaml')],
        ...[file('moves.yaml', 'a text that moves'), link('becomes-file.yaml'), link('link-goes.yaml')],
        ...[file('mode.yaml'), file('dir.yaml'), file('note.txt')],
      ],
    });
    const source = makeGitSource(repo);
    await source.fetch();
    const after = repo.commitRaw({
      entries: [
        ...[file('stays.yaml'), file('edited.yaml', '2'), link('becomes-link.yaml'), file('new.yml')],
        ...[
          file('moved.yaml', 'a text that moves'),
          file('becomes-file.yaml'),
          file('mode.yaml', 'x', '100755'),
        ],
        ...[file('dir.yaml/inner.yaml'), file('note.txt', 'y')],
      ],
    });
    await source.fetch();
    const { whole, files, removed, skipped } = await source.changes(after, before);
    expect(whole).toBe(false);
    expect(pathsOf(files).sort()).toEqual(
      [
        'becomes-file.yaml',
        'dir.yaml/inner.yaml',
        'edited.yaml',
        'mode.yaml',
        'moved.yaml',
        'new.yml',
      ].sort(),
    );
    expect([...removed].sort()).toEqual(
      ['becomes-link.yaml', 'dir.yaml', 'goes.yaml', 'link-goes.yaml', 'moves.yaml'].sort(),
    );
    expect(skipped.map((item) => item.file)).toEqual(['becomes-link.yaml']);
  });

  it('is nothing between a commit and itself', async () => {
    using repo = makeTempRepo();
    const commit = repo.commit({ 'a.yaml': '1' });
    const source = makeGitSource(repo);
    await source.fetch();
    expect(await source.changes(commit, commit)).toEqual({
      whole: false,
      files: [],
      removed: [],
      skipped: [],
    });
  });

  it('is the whole tree where the commit before is not an ancestor, or not here', async () => {
    using repo = makeTempRepo();
    const first = repo.commit({ 'a.yaml': '1' });
    const source = makeGitSource(repo);
    await source.fetch();
    const other = repo.commitRaw({ entries: [file('b.yaml')], from: null });
    await source.fetch();
    for (const since of [first, '0123456789012345678901234567890123456789']) {
      const { whole, files } = await source.changes(other, since);
      expect({ whole, files: pathsOf(files) }).toEqual({ whole: true, files: ['b.yaml'] });
    }
  });
});

interface Picture {
  readonly files: ReadonlyMap<string, string>;
  readonly skipped: ReadonlySet<string>;
}

async function step(source: Source, before: Picture, commit: string, since: string | null): Promise<Picture> {
  const change = await source.changes(commit, since);
  const files = new Map(change.whole ? [] : before.files);
  const skipped = new Set(change.whole ? [] : before.skipped);
  for (const path of change.removed) {
    files.delete(path);
    skipped.delete(path);
  }
  for (const { path, blob } of change.files) {
    files.set(path, blob);
    skipped.delete(path);
  }
  for (const { file: path } of change.skipped) skipped.add(path);
  return { files, skipped };
}

const paths = fc.constantFrom('a.yaml', 'b.yml', 'd/a.yaml', 'd/e/f.yaml', 'c.txt', 'x.yaml', '-q "\n.yaml');
const entry: fc.Arbitrary<RawEntry> = fc.record({
  mode: fc.constantFrom('100644', '100644', '100755', '120000', '160000'),
  path: paths,
  text: fc.constantFrom('1', '2', '3'),
});
const commits = fc.array(
  fc.record({
    entries: fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 6 }),
    // How the history goes on: from the head, from the first commit (a forced push), or from nothing.
    from: fc.constantFrom('head', 'head', 'head', 'first', 'nothing'),
  }),
  { minLength: 2, maxLength: 5 },
);

it('adds up: following the differences, whatever is pushed, gives the whole tree', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(commits, async (history) => {
      using repo = makeTempRepo();
      const source = makeGitSource(repo);
      const first = repo.commitRaw({ entries: [file('a.yaml')] });
      let last: string | null = null;
      let followed: Picture = { files: new Map(), skipped: new Set() };
      for (const { entries, from } of history) {
        repo.commitRaw({ entries, ...(from === 'head' ? {} : { from: from === 'first' ? first : null }) });
        const commit = await source.fetch();
        followed = await step(source, followed, commit, last);
        const whole = await step(source, followed, commit, null);
        expect(new Map([...followed.files].sort())).toEqual(new Map([...whole.files].sort()));
        expect([...followed.skipped].sort()).toEqual([...whole.skipped].sort());
        last = commit;
      }
    }),
    { numRuns: 12 },
  );
});
