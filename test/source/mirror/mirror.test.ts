import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeRecordingGit } from '../../make/git/recording-git.ts';
import { makeTempRepo, runGit } from '../../make/git/temp-repo.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

const verbs = (calls: readonly (readonly string[])[]) => calls.map(([verb]) => verb);

function mirrorsIn(folder: string): readonly string[] {
  const [place = ''] = readdirSync(join(folder, 'mirrors'));
  return readdirSync(join(folder, 'mirrors', place)).map((name) => join(folder, 'mirrors', place, name));
}

function onlyMirror(folder: string): string {
  const [mirror = '', ...others] = mirrorsIn(folder);
  expect(others).toEqual([]);
  return mirror;
}

describe('a git source', () => {
  it('tells itself from others, without secrets', () => {
    const source = makeGitSource({
      url: 'ssh://git@host/x.git',
      folder: '.',
      form: { auth: { type: 'system' }, path: 'sites/' },
    });
    expect({ name: source.name, id: source.id, url: source.url }).toEqual({
      name: 'content',
      id: '["ssh://git@host/x.git","main","sites"]',
      url: 'ssh://host/x.git',
    });
  });

  it('has no head before its first fetch', async () => {
    using repo = makeTempRepo();
    await expect(makeGitSource(repo).head()).rejects.toMatchObject({
      code: 'DPS3044',
      message: `nothing was fetched from ${repo.url} yet; let this command fetch`,
    });
  });

  it('fetches only what it does not have, and keeps it for the next process', async () => {
    using repo = makeTempRepo();
    const git = makeRecordingGit(repo.folder);
    const source = makeGitSource({ ...repo, environment: { PATH: git.path } });
    const first = repo.commit({ 'a.yaml': '1' });
    expect(await source.fetch()).toBe(first);
    const [version, init, ...asked] = verbs(git.calls());
    expect([version, init]).toEqual(['version', 'init']);
    // The remote and the mirror are asked at once.
    expect(asked.slice(0, 2).sort()).toEqual(['ls-remote', 'rev-parse']);
    expect(asked.slice(2)).toEqual(['fetch', 'rev-parse']);
    const before = git.calls().length;
    expect(await source.fetch()).toBe(first);
    expect(verbs(git.calls().slice(before)).sort()).toEqual(['ls-remote', 'rev-parse']);
    expect(await makeGitSource(repo).head()).toBe(first);
  });

  it('has one branch, no tag, and no work tree', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': '1' });
    repo.git('tag', 'v1');
    repo.git('push', '--quiet', 'origin', 'v1', 'HEAD:refs/heads/other');
    const source = makeGitSource(repo);
    await source.fetch();
    const mirror = onlyMirror(repo.folder);
    expect(runGit(mirror, ['for-each-ref', '--format=%(refname)'])).toBe('refs/dpsync/head');
    expect(runGit(mirror, ['rev-parse', '--is-bare-repository'])).toBe('true');
    expect(existsSync(join(mirror, 'a.yaml'))).toBe(false);
  });

  it('follows a forced push, a new history, and a remote that was made anew', async () => {
    using repo = makeTempRepo();
    const source = makeGitSource(repo);
    const first = repo.commit({ 'a.yaml': '1' });
    repo.commit({ 'a.yaml': '2' });
    await source.fetch();
    repo.git('reset', '--quiet', '--hard', first);
    const forced = repo.commit({ 'a.yaml': '3' });
    expect(await source.fetch()).toBe(forced);
    const unrelated = repo.commitRaw({ entries: [{ mode: '100644', path: 'b.yaml' }], from: null });
    expect(await source.fetch()).toBe(unrelated);
    rmSync(repo.url, { recursive: true });
    runGit(repo.folder, ['init', '--quiet', '--bare', '--initial-branch=main', repo.url]);
    const anew = repo.commitRaw({ entries: [{ mode: '100644', path: 'c.yaml' }] });
    expect(await source.fetch()).toBe(anew);
    expect(await source.resolve(forced)).toBe(forced);
  });

  it('reads a remote that is a shallow clone', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': '1' });
    const second = repo.commit({ 'note.txt': '2' });
    const third = repo.commit({ 'b.yaml': '3' });
    const shallow = join(repo.folder, 'shallow.git');
    runGit(repo.folder, [
      'clone',
      '--quiet',
      '--bare',
      '--depth=2',
      `file://${encodeURI(repo.url)}`,
      shallow,
    ]);
    const source = makeGitSource({ url: shallow, folder: repo.folder });
    expect(await source.fetch()).toBe(third);
    const { files } = await source.changes(third, null);
    expect(files.map(({ path }) => path)).toEqual(['a.yaml', 'b.yaml']);
    const changes = await source.lastChanges(third, null, files);
    expect([...changes].map(([path, { commit }]) => [path, commit])).toEqual([
      ['b.yaml', third],
      ['a.yaml', second],
    ]);
  });

  it('finds a commit by its id or the beginning of it, and nothing else', async () => {
    using repo = makeTempRepo();
    const commit = repo.commit({ 'a.yaml': '1' });
    const source = makeGitSource(repo);
    await source.fetch();
    expect(await source.resolve(commit)).toBe(commit);
    expect(await source.resolve(commit.slice(0, 10))).toBe(commit);
    for (const revision of ['refs/dpsync/head', '--all', 'HEAD', `${commit}~1`, '0123456789', '']) {
      await expect(source.resolve(revision)).rejects.toMatchObject({ code: 'DPS3045' });
    }
    await expect(source.resolve('a\n\x1b[2Jb')).rejects.toThrow('there is no single commit "a  [2Jb" here');
  });

  it('does not guess which commit the beginning of an id means', async () => {
    using repo = makeTempRepo();
    const commits = Array.from({ length: 1500 }, (_, index) => [
      ...['commit refs/heads/main', `committer a <a@example.com> ${index} +0000`, 'data 1', 'x'],
    ]);
    runGit(repo.url, ['fast-import', '--quiet'], `${commits.flat().join('\n')}\n`);
    const beginnings = runGit(repo.url, ['rev-list', 'main'])
      .split('\n')
      .map((id) => id.slice(0, 4));
    const twice = beginnings.find((beginning, index) => beginnings.indexOf(beginning) < index) ?? '';
    expect(twice).toHaveLength(4);
    const source = makeGitSource(repo);
    const head = await source.fetch();
    await expect(source.resolve(twice)).rejects.toMatchObject({
      code: 'DPS3045',
      message: `there is no single commit "${twice}" here; give its id, in full`,
    });
    expect(await source.head()).toBe(head);
  });

  it('runs no hook, whatever the mirror holds', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': '1' });
    const source = makeGitSource(repo);
    await source.fetch();
    const proof = join(repo.folder, 'hook-ran');
    const hooks = join(onlyMirror(repo.folder), 'hooks');
    mkdirSync(hooks, { recursive: true });
    for (const name of ['reference-transaction', 'post-fetch', 'pre-auto-gc', 'update', 'post-update']) {
      writeFileSync(join(hooks, name), `#!/bin/sh\ntouch '${proof}'\n`);
      chmodSync(join(hooks, name), 0o755);
    }
    repo.commit({ 'a.yaml': '2' });
    await source.fetch();
    expect(existsSync(proof)).toBe(false);
    runGit(onlyMirror(repo.folder), ['update-ref', 'refs/heads/other', 'refs/dpsync/head']);
    expect(existsSync(proof)).toBe(true);
  });

  it('does not see the configuration of this machine, unless auth is system', async () => {
    using repo = makeTempRepo();
    const commit = repo.commit({ 'a.yaml': '1' });
    const config = join(repo.folder, 'global');
    writeFileSync(config, `[url "${repo.folder}/elsewhere"]\n\tinsteadOf = ${repo.url}\n`);
    const environment = {
      PATH: process.env.PATH,
      HOME: repo.folder,
      GIT_CONFIG_GLOBAL: config,
      GIT_DIR: '/nowhere',
    };
    expect(await makeGitSource({ ...repo, environment }).fetch()).toBe(commit);
    const system = makeGitSource({ ...repo, environment, form: { auth: { type: 'system' } } });
    await expect(system.fetch()).rejects.toMatchObject({ code: 'DPS3037' });
  });
});

describe('what can be wrong with a remote', () => {
  it.each([
    ['it is empty', () => {}, 'DPS3042', (url: string) => `${url} is empty; push a first commit to main`],
    [
      'the branch is missing',
      (url: string) => {
        const tree = runGit(url, ['mktree'], '');
        const commit = runGit(url, ['commit-tree', tree, '-m', 'x']);
        for (const name of ['trunk', 'prefix/refs/heads/main'])
          runGit(url, ['update-ref', `refs/heads/${name}`, commit]);
      },
      'DPS3043',
      (url: string) => `${url} has no branch main; it has prefix/refs/heads/main, trunk`,
    ],
    [
      'it has very many other branches',
      (url: string) => {
        const commit = runGit(url, ['commit-tree', runGit(url, ['mktree'], ''), '-m', 'x']);
        const rows = Array.from({ length: 30 }, (_, index) => `create refs/heads/b${index + 10} ${commit}\n`);
        runGit(url, ['update-ref', '--stdin'], rows.join(''));
      },
      'DPS3043',
      (url: string) =>
        `${url} has no branch main; it has b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, and 20 more`,
    ],
    [
      'it is gone',
      (url: string) => rmSync(url, { recursive: true }),
      'DPS3037',
      (url: string) =>
        `${url} has no repository there, or shows none to this user; check url and auth of the source (git: fatal: '${url}' does not appear to be a git repository)`,
    ],
  ])('%s', async (_, spoil, code, message) => {
    using repo = makeTempRepo();
    spoil(repo.url);
    await expect(makeGitSource(repo).fetch()).rejects.toMatchObject({
      name: 'Failure',
      code,
      consequence: 'wait',
      message: message(repo.url),
    });
  });

  it('it is damaged itself', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': '1' });
    damageFiles(join(repo.url, 'objects'));
    await expect(makeGitSource(repo).fetch()).rejects.toMatchObject({
      code: 'DPS3046',
      consequence: 'wait',
      message: `${repo.url} seems to be damaged: it cannot be fetched into a new mirror; run git fsck there, and check the disk of the mirrors here`,
    });
  });

  it('it keeps SHA-256', async () => {
    using folder = makeTempFolder();
    const url = join(folder.path, 'remote.git');
    runGit(folder.path, ['init', '--quiet', '--bare', '--object-format=sha256', url]);
    const commit = runGit(url, ['commit-tree', runGit(url, ['mktree'], ''), '-m', 'x']);
    runGit(url, ['update-ref', 'refs/heads/main', commit]);
    await expect(makeGitSource({ url, folder: folder.path }).fetch()).rejects.toMatchObject({
      code: 'DPS3038',
    });
  });
});

describe('a mirror', () => {
  const spoils: readonly (readonly [string, (mirror: string) => void])[] = [
    ['has lost its HEAD', (mirror) => rmSync(join(mirror, 'HEAD'))],
    ['has a ref that is no id', (mirror) => writeFileSync(join(mirror, 'refs/dpsync/head'), 'odd\n')],
    ['has an empty ref', (mirror) => writeFileSync(join(mirror, 'refs/dpsync/head'), '')],
    ['has lost its objects', (mirror) => rmSync(join(mirror, 'objects'), { recursive: true })],
    ['has a broken configuration', (mirror) => writeFileSync(join(mirror, 'config'), '[core\n')],
    [
      'has a lock that a dead process left',
      (mirror) => writeFileSync(join(mirror, 'refs/dpsync/head.lock'), ''),
    ],
  ];

  it.each(spoils)(
    'that %s is made anew by the next fetch, and left for who still reads it',
    async (_, spoil) => {
      using repo = makeTempRepo();
      repo.commit({ 'a.yaml': '1' });
      const source = makeGitSource(repo);
      await source.fetch();
      const old = onlyMirror(repo.folder);
      spoil(old);
      const next = repo.commit({ 'a.yaml': '2' });
      expect(await source.fetch()).toBe(next);
      expect((await source.changes(next, null)).files).toHaveLength(1);
      expect(mirrorsIn(repo.folder)).toEqual([old, old.replace('1.git', '2.git')]);
    },
  );

  it.each([
    ['its objects are gone', (objects: string) => rmSync(objects, { recursive: true })],
    ['they are damaged', (objects: string) => damageFiles(objects)],
  ])('tells a reader that %s, and is made anew by the next fetch', async (_, spoil) => {
    using repo = makeTempRepo();
    const commit = repo.commit({ 'a.yaml': '1' });
    const source = makeGitSource(repo);
    await source.fetch();
    spoil(join(onlyMirror(repo.folder), 'objects'));
    await expect(source.changes(commit, null)).rejects.toMatchObject({
      code: 'DPS3010',
      consequence: 'retry',
    });
    expect(await source.fetch()).toBe(commit);
    expect((await source.changes(commit, null)).files).toHaveLength(1);
  });

  it('never has more than two generations', async () => {
    using repo = makeTempRepo();
    const source = makeGitSource(repo);
    for (const text of ['1', '2', '3', '4']) {
      const commit = repo.commit({ 'a.yaml': text });
      expect(await source.fetch()).toBe(commit);
      rmSync(join(mirrorsIn(repo.folder).at(-1) ?? '', 'HEAD'));
    }
    expect(mirrorsIn(repo.folder).map((path) => path.slice(-5))).toEqual(['3.git', '4.git']);
  });

  it('may be fetched by several processes at once', async () => {
    using repo = makeTempRepo();
    for (const text of ['1', '2', '3']) {
      const commit = repo.commit({ 'a.yaml': text });
      const sources = Array.from({ length: 6 }, () => makeGitSource(repo));
      expect(await Promise.all(sources.map((source) => source.fetch()))).toEqual(sources.map(() => commit));
    }
    onlyMirror(repo.folder);
  });

  it('may be found damaged by several processes at once', async () => {
    using repo = makeTempRepo();
    const commit = repo.commit({ 'a.yaml': '1' });
    await makeGitSource(repo).fetch();
    rmSync(join(onlyMirror(repo.folder), 'HEAD'));
    const sources = Array.from({ length: 6 }, () => makeGitSource(repo));
    expect(await Promise.all(sources.map((source) => source.fetch()))).toEqual(sources.map(() => commit));
  });
});

function damageFiles(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    chmodSync(path, 0o644);
    writeFileSync(path, readFileSync(path).fill(7));
  }
}

describe('git itself', () => {
  it('may be missing', async () => {
    using repo = makeTempRepo();
    const source = makeGitSource({ ...repo, environment: { PATH: repo.folder } });
    await expect(source.fetch()).rejects.toMatchObject({
      code: 'DPS3001',
      consequence: 'stop',
      message: 'git could not be started; install git 2.32 or newer and put it on the PATH',
    });
  });

  it('may have no place for its mirror', async () => {
    using repo = makeTempRepo();
    writeFileSync(join(repo.folder, 'mirrors'), 'a file');
    await expect(makeGitSource(repo).fetch()).rejects.toMatchObject({ code: 'DPS3013', consequence: 'stop' });
  });

  it('may be too old', async () => {
    using repo = makeTempRepo();
    writeFileSync(join(repo.folder, 'git'), '#!/bin/sh\necho git version 2.31.8\n', { mode: 0o755 });
    await expect(
      makeGitSource({ ...repo, environment: { PATH: repo.folder } }).fetch(),
    ).rejects.toMatchObject({
      code: 'DPS3004',
      message: 'git is too old or unknown ("git version 2.31.8"); install git 2.32 or newer',
    });
  });
});
