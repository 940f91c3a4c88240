import { describe, expect, it } from 'vitest';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeTempRepo, type TempRepo } from '../../make/git/temp-repo.ts';

async function lastChanges(repo: TempRepo, since: string | null = null) {
  const source = makeGitSource(repo);
  const commit = await source.fetch();
  const { files } = await source.changes(commit, null);
  return await source.lastChanges(commit, since, files);
}

describe('the last change of a file', () => {
  it('is the newest commit that gave it the text it has', async () => {
    using repo = makeTempRepo();
    const first = repo.commit({ 'a.yaml': '1', 'b.yaml': '1', 'sites/c.yaml': '1' });
    repo.commit({ 'a.yaml': '2' });
    const back = repo.commit({ 'a.yaml': '1', 'note.txt': 'x' });
    const moved = repo.commit({ 'b.yaml': null, 'moved.yaml': '1' });
    repo.commit({ 'note.txt': 'y' });
    const author = 'Ada Example';
    expect(await lastChanges(repo)).toEqual(
      new Map([
        ['a.yaml', { commit: back, author }],
        ['moved.yaml', { commit: moved, author }],
        ['sites/c.yaml', { commit: first, author }],
      ]),
    );
  });

  it('is the commit on the branch that was merged, not the merge', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': '1' });
    repo.git('checkout', '--quiet', '-b', 'topic');
    const change = repo.commit({ 'b.yaml': '2' });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'c.yaml': '3' });
    repo.git('merge', '--quiet', '--no-ff', '--no-edit', 'topic');
    repo.git('push', '--quiet', 'origin', 'main');
    expect((await lastChanges(repo)).get('b.yaml')?.commit).toBe(change);
  });

  it('is the head where a merge itself made the text', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': '1' });
    repo.git('checkout', '--quiet', '-b', 'topic');
    repo.commit({ 'b.yaml': '2' });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'c.yaml': '3' });
    repo.git('merge', '--quiet', '--no-ff', '--no-commit', 'topic');
    const merge = repo.commit({ 'a.yaml': 'made by the merge' });
    expect(repo.git('rev-list', '--parents', '-1', merge).split(' ')).toHaveLength(3);
    expect((await lastChanges(repo)).get('a.yaml')?.commit).toBe(merge);
  });

  it('is looked for no further back than a commit before; else it is the head', async () => {
    using repo = makeTempRepo();
    const first = repo.commit({ 'a.yaml': '1' });
    const second = repo.commit({ 'b.yaml': '2' });
    const third = repo.commit({ 'c.yaml': '3' });
    const found = await lastChanges(repo, first);
    expect([...found].map(([path, { commit }]) => [path, commit])).toEqual(
      expect.arrayContaining([
        ['a.yaml', third],
        ['b.yaml', second],
        ['c.yaml', third],
      ]),
    );
  });

  it.each([
    ['a name of a mebibyte', 'x'.repeat(1024 * 1024), /^x{98}\.\.$/],
    ['controls', 'Eve\x1b[31m\x01\x02\x07 Doe\u202e', /^Eve\[31m Doe$/],
    ['bytes that separate fields', '\x01\x02', /^unknown$/],
    ['no name', '', /^unknown$/],
  ])('names an author with %s safely', async (_, author, shown) => {
    using repo = makeTempRepo();
    const commit = repo.commitRaw({ entries: [{ mode: '100644', path: 'a.yaml', text: '1' }], author });
    const change = (await lastChanges(repo)).get('a.yaml');
    expect(change?.commit).toBe(commit);
    expect(change?.author).toMatch(shown);
  });
});
