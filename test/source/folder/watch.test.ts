import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeTempRepo, runGit, type TempRepo } from '../../make/git/temp-repo.ts';
import { describeWith, findProgram } from '../../make/needs.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

interface Watched extends AsyncDisposable {
  /** Does something, and waits until a change was told that came after it. */
  tellsOf(work: () => void): Promise<void>;
  /** How often a change was told. */
  changes(): number;
  readonly faults: readonly string[];
}

/** Watches a branch of a repository. */
async function watch(repo: Pick<TempRepo, 'url' | 'folder'>, form: object = {}): Promise<Watched> {
  const faults: string[] = [];
  let count = 0;
  let told = Promise.withResolvers<void>();
  const watching = await makeGitSource({ ...repo, form: { ...form } }).watch({
    onChange() {
      count += 1;
      told.resolve();
    },
    onFault: (message) => faults.push(message),
  });
  return {
    async tellsOf(work) {
      told = Promise.withResolvers<void>();
      work();
      await told.promise;
    },
    changes: () => count,
    faults,
    [Symbol.asyncDispose]: () => watching.close(),
  };
}

/** Moves a branch of the remote to a new commit of the work repository, without a fetch. */
const push = (repo: TempRepo, branch: string) =>
  repo.git('push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);
const commit = (repo: TempRepo, ...options: readonly string[]) =>
  repo.git('commit', '--quiet', '--allow-empty', '--message=a change', ...options);

describe('a watched bare repository', () => {
  it.each(['main', 'release/2026/eu', 'vim.swp'])('tells of every way to move %s', async (branch) => {
    using repo = makeTempRepo();
    await using watched = await watch(repo, { branch });
    commit(repo);
    await watched.tellsOf(() => push(repo, branch));
    commit(repo);
    await watched.tellsOf(() => push(repo, branch));
    commit(repo, '--amend', '--message=another');
    await watched.tellsOf(() => push(repo, branch));
    await watched.tellsOf(() => runGit(repo.url, ['pack-refs', '--all']));
    commit(repo);
    await watched.tellsOf(() => push(repo, branch));
    await watched.tellsOf(() => runGit(repo.url, ['pack-refs', '--all']));
    await watched.tellsOf(() => runGit(repo.url, ['update-ref', '-d', `refs/heads/${branch}`]));
    await watched.tellsOf(() => push(repo, branch));
    await watched.tellsOf(() => runGit(repo.url, ['update-ref', '-d', `refs/heads/${branch}`]));
    expect(watched.faults).toEqual([]);
  });

  it('tells of a packed branch that is deleted and made anew', async () => {
    using repo = makeTempRepo();
    commit(repo);
    push(repo, 'a/b');
    runGit(repo.url, ['pack-refs', '--all']);
    await using watched = await watch(repo, { branch: 'a/b' });
    await watched.tellsOf(() => runGit(repo.url, ['branch', '--quiet', '-D', 'a/b']));
    await watched.tellsOf(() => push(repo, 'a/b'));
  });

  it('tells once of what comes together', async () => {
    using repo = makeTempRepo();
    const heads = join(repo.url, 'refs', 'heads');
    await using watched = await watch(repo);
    await using witness = await watch(repo, { branch: 'late' });
    await watched.tellsOf(() => {
      // Files, and not git: what git does takes longer than a burst.
      for (const id of ['1'.repeat(40), '2'.repeat(40)]) {
        writeFileSync(join(heads, 'main.lock'), `${id}\n`);
        renameSync(join(heads, 'main.lock'), join(heads, 'main'));
      }
      writeFileSync(join(repo.url, 'packed-refs'), '# pack-refs with: peeled fully-peeled sorted\n');
    });
    await witness.tellsOf(() => writeFileSync(join(heads, 'late'), `${'1'.repeat(40)}\n`));
    expect(watched.changes()).toBe(1);
  });

  it('tells nothing after it was closed', async () => {
    using repo = makeTempRepo();
    const watched = await watch(repo);
    await using witness = await watch(repo);
    commit(repo);
    await Promise.all([watched.tellsOf(() => push(repo, 'main')), witness.tellsOf(() => {})]);
    const before = watched.changes();
    await watched[Symbol.asyncDispose]();
    commit(repo);
    await witness.tellsOf(() => push(repo, 'main'));
    expect(watched.changes()).toBe(before);
  });

  it('says nothing of other branches', async () => {
    using repo = makeTempRepo();
    await using watched = await watch(repo);
    await using witness = await watch(repo, { branch: 'main2' });
    commit(repo);
    await witness.tellsOf(() => push(repo, 'main2'));
    await watched.tellsOf(() => push(repo, 'main'));
    expect(watched.changes()).toBe(1);
  });

  it('tells of a ref that is written into the tables of reftable', async () => {
    using repo = makeTempRepo();
    const folder = join(repo.url, 'reftable');
    mkdirSync(folder);
    writeFileSync(join(folder, 'tables.list'), '0x000000000001-0x000000000001-00000000.ref\n');
    await using watched = await watch(repo);
    await watched.tellsOf(() => {
      // gitformat-reftable(5), "Transactions": the list is written as a lock file and renamed.
      writeFileSync(join(folder, 'tables.list.lock'), '0x000000000001-0x000000000002-11111111.ref\n');
      renameSync(join(folder, 'tables.list.lock'), join(folder, 'tables.list'));
    });
  });
});

describe('where the refs of a repository are', () => {
  it('finds them beside a work tree, by a path or a file:// url', async () => {
    using repo = makeTempRepo();
    for (const url of [repo.work, pathToFileURL(repo.work).href, join(repo.work, '.git')]) {
      await using watched = await watch({ ...repo, url });
      await watched.tellsOf(() => commit(repo));
    }
  });

  it('finds them for a linked work tree, whose .git is a file', async () => {
    using repo = makeTempRepo();
    commit(repo);
    repo.git('worktree', 'add', '--quiet', '-b', 'side', join(repo.folder, 'linked'));
    await using watched = await watch({ ...repo, url: join(repo.folder, 'linked') }, { branch: 'side' });
    await watched.tellsOf(() =>
      runGit(join(repo.folder, 'linked'), ['commit', '--quiet', '--allow-empty', '-m', 'x']),
    );
  });

  it('finds them where git would add .git to the path', async () => {
    using repo = makeTempRepo();
    await using watched = await watch({ ...repo, url: repo.url.replace(/\.git$/, '') });
    commit(repo);
    await watched.tellsOf(() => push(repo, 'main'));
  });
});

describe('what cannot be watched', () => {
  it('is not a fault where the repository is elsewhere', async () => {
    using temp = makeTempFolder();
    const elsewhere = { url: 'https://git.corp.example/eud/content.git', folder: temp.path };
    await using watched = await watch(elsewhere);
    expect(watched.faults).toEqual([]);
  });

  it('is told, with what to do, where there is no repository', async () => {
    using temp = makeTempFolder();
    const url = join(temp.path, 'nowhere');
    await using watched = await watch({ url, folder: temp.path });
    expect(watched.faults).toEqual([
      `${url} is not watched for changes, so it is looked at by its interval: there is no git repository; create it, then restart dpsync`,
    ]);
  });

  it('is told where the address is no path of this machine', async () => {
    using temp = makeTempFolder();
    await using watched = await watch({ url: 'file:///srv%2Fcontent', folder: temp.path });
    expect(watched.faults).toHaveLength(1);
  });

  it('is told where a link leads in circles', async () => {
    using repo = makeTempRepo();
    symlinkSync('loop', join(repo.url, 'refs', 'heads', 'loop'));
    await using watched = await watch(repo, { branch: 'loop/x' });
    expect(watched.faults).toEqual([expect.stringMatching(/is looked at by its interval: ELOOP/)]);
  });

  describeWith('prlimit', findProgram('prlimit'), () => {
    it('is told once, and ends nothing, where the process has no file left to open', () => {
      using repo = makeTempRepo();
      const child = join(import.meta.dirname, 'watch-without-files.ts');
      const limited = ['--nofile=64:64', process.execPath, child, join(repo.url, 'refs/heads/main')];
      const said: unknown = JSON.parse(execFileSync('prlimit', limited, { encoding: 'utf8' }));
      expect(said).toEqual([expect.stringMatching(/^EMFILE: /)]);
    });
  });
});
