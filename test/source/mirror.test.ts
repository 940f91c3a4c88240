import { describe, expect, it } from 'vitest';
import { makeGitSource } from '../make/git-source.ts';
import { makeTempRepo } from '../make/temp-repo.ts';

describe('a git source', () => {
  it('brings the newest commit, lists its files and reads them', async () => {
    using repo = makeTempRepo();
    const commit = repo.commit({ 'sites/a.yaml': 'one\n', 'b.yml': 'two\n', 'README.md': 'no' });
    const source = makeGitSource(repo);
    expect(await source.fetch()).toBe(commit);
    expect(await source.head()).toBe(commit);
    const { whole, files, removed, skipped } = await source.changes(commit, null);
    expect({ whole, removed, skipped }).toEqual({ whole: true, removed: [], skipped: [] });
    expect(files.map(({ path }) => path)).toEqual(['b.yml', 'sites/a.yaml']);
    const texts = [];
    for await (const text of source.read(files.map(({ blob }) => blob))) texts.push(text);
    expect(texts.map((text) => 'bytes' in text && new TextDecoder().decode(text.bytes))).toEqual([
      'two\n',
      'one\n',
    ]);
  });
});
