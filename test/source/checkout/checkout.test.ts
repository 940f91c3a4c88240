import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackageId } from '../../../src/model/entry.ts';
import { type CheckoutOptions, openCheckout } from '../../../src/source/checkout/checkout.ts';
import { LARGEST_BLOB } from '../../../src/source/mirror/blobs.ts';
import type { Checkout, TreeFile } from '../../../src/source/source.ts';
import { collect } from '../../make/collect.ts';
import { makeTempRepo, type RawEntry, runGit, type TempRepo } from '../../make/git/temp-repo.ts';
import { findProgram } from '../../make/needs.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

function open(folder: string, about: Partial<CheckoutOptions> = {}): Promise<Checkout> {
  return openCheckout({
    ...{ folder, base: 'main', head: 'HEAD', worktree: false, path: undefined },
    ...{ environment: process.env, gitTimeout: 30_000, ...about },
  });
}

const worktree = (folder: string, about: Partial<CheckoutOptions> = {}) =>
  open(folder, { worktree: true, ...about });

const pathsOf = (files: readonly TreeFile[]) => files.map(({ path }) => path).sort();

/** Path → text of both sides: `large` where it is not read. */
async function textsOf(checkout: Checkout) {
  const { before, after } = await checkout.difference();
  const read = await collect(checkout.read([...before, ...after].map(({ blob }) => blob)));
  const texts = new Map(
    read.map((text) => [text.blob, 'bytes' in text ? Buffer.from(text.bytes).toString() : 'large']),
  );
  const show = (files: readonly TreeFile[]) =>
    Object.fromEntries(files.map(({ path, blob }) => [path, texts.get(blob)]));
  return { before: show(before), after: show(after) };
}

/** A repository whose topic branch is checked out. */
function makeTopic(files: Parameters<TempRepo['commit']>[0]): TempRepo {
  const repo = makeTempRepo();
  repo.commit(files);
  repo.git('checkout', '--quiet', '-b', 'topic');
  return repo;
}

describe('a checkout', () => {
  it('shows what a branch brings, from where it left the other', async () => {
    using repo = makeTopic({ 'a.yaml': '1', 'b.yaml': '1', 'c.yaml': '1', 'd.yaml': '1', 'note.txt': '1' });
    const parted = repo.git('rev-parse', 'HEAD');
    repo.git('mv', 'd.yaml', 'moved.yml');
    const head = repo.commit({ 'a.yaml': '2', 'b.yaml': null, 'deep/new.yaml': '1', 'note.txt': '2' });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'c.yaml': '2' });
    const checkout = await open(repo.work, { head: 'topic' });
    expect(checkout).toMatchObject({ name: basename(repo.work), top: repo.work, base: parted, head });
    expect(await textsOf(checkout)).toEqual({
      before: { 'a.yaml': '1', 'b.yaml': '1', 'd.yaml': '1' },
      after: { 'a.yaml': '2', 'deep/new.yaml': '1', 'moved.yml': '1' },
    });
  });

  it('is found from a folder inside, without a work tree, and beside another of its work trees', async () => {
    using repo = makeTopic({ 'deep/a.yaml': '1' });
    repo.commit({ 'deep/a.yaml': '2' });
    const beside = join(repo.folder, 'beside');
    repo.git('worktree', 'add', '--quiet', '--detach', beside, 'topic');
    const texts = { before: { 'deep/a.yaml': '1' }, after: { 'deep/a.yaml': '2' } };
    expect(await textsOf(await open(join(repo.work, 'deep')))).toEqual(texts);
    expect(await textsOf(await open(beside))).toEqual(texts);
    expect(await textsOf(await worktree(beside))).toEqual(texts);
    const bare = await open(repo.url, { head: 'topic' });
    expect(bare).toMatchObject({ name: 'remote', top: null });
    expect(await textsOf(bare)).toEqual(texts);
    await expect(worktree(repo.url, { head: 'topic' })).rejects.toMatchObject({ code: 'DPS3095' });
  });

  it('counts one folder only where it is told to', async () => {
    using repo = makeTopic({
      'sites/a.yaml': 'P0100001',
      'other/b.yaml': 'P0100001',
      'sites2/c.yaml': 'P0100001',
    });
    repo.commit({ 'sites/d.yaml': '1', 'other/e.yaml': '1' });
    writeFileSync(join(repo.work, 'other', 'f.yaml'), '1');
    const path = './sites/';
    const checkout = await open(repo.work, { path });
    expect(pathsOf((await checkout.difference()).after)).toEqual(['sites/d.yaml']);
    expect(pathsOf(await checkout.naming(['P0100001' as PackageId], new Set()))).toEqual(['sites/a.yaml']);
    expect(pathsOf((await (await worktree(repo.work, { path })).difference()).after)).toEqual([
      'sites/d.yaml',
    ]);
  });

  it.each(['..', 'sites/../..', '/sites', 'a\\..\\b'])('counts no folder outside, as %s', async (path) => {
    using repo = makeTopic({ 'a.yaml': '1' });
    await expect(open(repo.work, { path })).rejects.toMatchObject({ code: 'DPS3096' });
  });

  it('does not take a folder that the merge lacks for one without declarations', async () => {
    using repo = makeTopic({ 'sites/a.yaml': '1' });
    repo.commit({ 'sites/a.yaml': '2', 'new/b.yaml': '1' });
    for (const about of [{}, { worktree: true }]) {
      for (const path of ['site', 'new/deep'])
        await expect(open(repo.work, { ...about, path })).rejects.toMatchObject({ code: 'DPS3053' });
      expect(pathsOf((await (await open(repo.work, { ...about, path: 'new' })).difference()).after)).toEqual([
        'new/b.yaml',
      ]);
    }
    repo.commit({ 'sites/a.yaml': null, 'other.yaml': '1' });
    for (const worktree of [false, true])
      await expect(open(repo.work, { worktree, path: 'sites' })).rejects.toMatchObject({ code: 'DPS3053' });
  });

  it('names links and submodules, in the place of a file as well, and reads none', async () => {
    using repo = makeTempRepo();
    const file = (path: string): RawEntry => ({ mode: '100644', path, text: 'x' });
    const base = repo.commitRaw({ entries: [file('a.yaml'), file('b.yaml')] });
    const head = repo.commitRaw({
      entries: [
        { mode: '120000', path: 'a.yaml', text: '/etc/passwd' },
        { mode: '160000', path: 'b.yaml' },
        { ...file(''), path: Buffer.from([0xff, ...Buffer.from('.yaml')]) },
      ],
    });
    const { before, after, skipped } = await (await open(repo.url, { base, head })).difference();
    expect(pathsOf(before)).toEqual(['a.yaml', 'b.yaml']);
    expect(after).toEqual([]);
    expect(skipped).toEqual([
      { file: 'a.yaml', reason: 'a symbolic link; links are not followed' },
      { file: 'b.yaml', reason: 'a submodule; submodules are not read' },
      { file: '"\\377.yaml"', reason: 'its name is not UTF-8; rename it' },
    ]);
  });

  it('does not read what is too large', async () => {
    using repo = makeTopic({ 'a.yaml': '1' });
    const large = 'x'.repeat(LARGEST_BLOB + 1);
    repo.commit({ 'a.yaml': large });
    writeFileSync(join(repo.work, 'b.yaml'), large);
    expect(await textsOf(await open(repo.work))).toEqual({
      before: { 'a.yaml': '1' },
      after: { 'a.yaml': 'large' },
    });
    expect((await textsOf(await worktree(repo.work))).after).toEqual({
      'a.yaml': 'large',
      'b.yaml': 'large',
    });
  });

  it('says who changed a file last', async () => {
    using repo = makeTopic({ 'a.yaml': '1', 'b.yaml': '1' });
    const first = repo.commit({ 'a.yaml': '2' });
    repo.commit({ 'b.yaml': '2' });
    const checkout = await open(repo.work);
    const changes = await checkout.lastChanges((await checkout.difference()).after);
    expect(changes.get('a.yaml')).toEqual({ commit: first, author: 'Ada Example' });
  });
});

describe('the files that name a package', () => {
  const naming = async (checkout: Checkout, ids: readonly string[], except: readonly string[] = []) =>
    pathsOf(
      await checkout.naming(
        ids.map((id) => id as PackageId),
        new Set(except),
      ),
    );

  it('are found in any case, whatever their name and attributes, and only those that declare', async () => {
    const named = {
      ...{ 'a.yaml': '- p010000a', 'b.yml': 'x P010000A y', '.gitattributes': '*.yaml binary -diff\n' },
      ...{
        '-rf.yaml': 'P010000A',
        ':(top)x.yaml': 'P010000A',
        'two\nlines.yaml': 'P010000A',
        'C.YAML': 'P010000A',
        '*.yaml': 'P010000A',
      },
    };
    using repo = makeTopic({
      ...named,
      'note.txt': 'P010000A',
      'other.yaml': 'P010000B',
      'star.yaml': 'P01.000A',
    });
    repo.commit({ 'new.yaml': 'P010000A' });
    const checkout = await open(repo.work);
    expect(await naming(checkout, ['P010000A'])).toEqual(
      ['*.yaml', '-rf.yaml', ':(top)x.yaml', 'C.YAML', 'a.yaml', 'b.yml', 'two\nlines.yaml'].sort(),
    );
    expect(await naming(checkout, ['P010000A', 'P010000B'], Object.keys(named))).toEqual(['other.yaml']);
    expect(await naming(checkout, ['P01FFFFF'])).toEqual([]);
    expect(await naming(checkout, [])).toEqual([]);
  });

  it('are found for more packages than one search takes, and by more names', async () => {
    const count = 1200;
    const idOf = (number: number) => `P01${number.toString(16).toUpperCase().padStart(5, '0')}`;
    const numbers = Array.from({ length: count }, (_, index) => index);
    const nameOf = (number: number) => `sites/a-rather-long-name-of-a-file-${number}.yaml`;
    using repo = makeTopic(Object.fromEntries(numbers.map((number) => [nameOf(number), idOf(number)])));
    const found = await naming(await open(repo.work), numbers.map(idOf));
    expect(found).toEqual(numbers.map(nameOf).sort());
  });
});

describe('a work tree', () => {
  it('is compared as it lies there: staged, changed, new, gone, and not what is ignored', async () => {
    using repo = makeTopic({
      'a.yaml': '1',
      'b.yaml': '1',
      'c.yaml': '1',
      'same.yaml': '1',
      '.gitignore': 'no*\n',
    });
    repo.commit({ 'a.yaml': '2' });
    const write = (path: string, text: string) => writeFileSync(join(repo.work, path), text);
    write('a.yaml', '3');
    write('b.yaml', '2');
    repo.git('add', 'b.yaml');
    write('new.yaml', 'n');
    write('not.yaml', 'n');
    rmSync(join(repo.work, 'c.yaml'));
    const checkout = await worktree(repo.work);
    expect(checkout).toMatchObject({ worktree: true, head: repo.git('rev-parse', 'HEAD') });
    expect(await textsOf(checkout)).toEqual({
      before: { 'a.yaml': '1', 'b.yaml': '1', 'c.yaml': '1' },
      after: { 'a.yaml': '3', 'b.yaml': '2', 'new.yaml': 'n' },
    });
  });

  it('follows no link, and waits for no pipe', async () => {
    using repo = makeTopic({ 'a.yaml': '1', 'sub/b.yaml': '1' });
    writeFileSync(join(repo.folder, 'outside.yaml'), 'secret');
    const place = (path: string) => join(repo.work, path);
    rmSync(place('a.yaml'));
    rmSync(place('sub'), { recursive: true });
    symlinkSync('../outside.yaml', place('a.yaml'));
    symlinkSync('../outside.yaml', place('new.yaml'));
    symlinkSync('..', place('sub'));
    runGit(repo.work, ['init', '--quiet', 'inner']);
    writeFileSync(place('inner/c.yaml'), 'other');
    const { before, after, skipped } = await (await worktree(repo.work)).difference();
    expect(pathsOf(before)).toEqual(['a.yaml', 'sub/b.yaml']);
    expect(after).toEqual([]);
    expect(skipped.map(({ file }) => file)).toEqual(['a.yaml', 'new.yaml']);
  });

  it('that changes while it is read is a Failure', async () => {
    using repo = makeTopic({ 'a.yaml': '1' });
    writeFileSync(join(repo.work, 'a.yaml'), '2');
    const checkout = await worktree(repo.work);
    writeFileSync(join(repo.work, 'a.yaml'), '3');
    await expect(textsOf(checkout)).rejects.toMatchObject({ code: 'DPS3061' });
  });
});

describe('nothing of a repository is run', () => {
  it('by its configuration, its hooks or what its attributes choose', async () => {
    using repo = makeTopic({ 'a.yaml': 'one', '.gitattributes': '* filter=evil diff=evil\n' });
    const mark = join(repo.folder, 'was-run');
    const program = join(repo.folder, 'evil');
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${mark}'\ncat\n`, { mode: 0o755 });
    writeFileSync(join(repo.work, '.git/hooks/post-index-change'), `#!/bin/sh\necho hook >> '${mark}'\n`, {
      mode: 0o755,
    });
    repo.commit({ 'b.yaml': 'P0100001' });
    const keys = [
      'core.fsmonitor',
      'filter.evil.clean',
      'filter.evil.process',
      'diff.evil.textconv',
      'diff.external',
    ];
    for (const key of [...keys, 'diff.evil.command', 'gpg.program', 'core.pager'])
      repo.git('config', key, `'${program}'`);
    for (const key of [
      'filter.evil.required',
      'log.showSignature',
      'grep.fallbackToNoIndex',
      'submodule.recurse',
    ])
      repo.git('config', key, 'true');
    repo.git('config', 'color.ui', 'always');
    repo.git('config', 'color.grep', 'always');
    // As old as the index: git has to look into it to tell whether it changed.
    writeFileSync(join(repo.work, 'a.yaml'), 'two');
    repo.git('-c', 'filter.evil.process=', '-c', 'filter.evil.required=false', 'add', 'a.yaml');
    writeFileSync(join(repo.work, 'a.yaml'), 'six');
    rmSync(mark, { force: true });
    for (const checkout of [await open(repo.work), await worktree(repo.work)]) {
      const { after } = await checkout.difference();
      await checkout.lastChanges(after);
      await textsOf(checkout);
      expect(pathsOf(await checkout.naming(['P0100001' as PackageId], new Set()))).toEqual([]);
    }
    expect(existsSync(mark)).toBe(false);
  });
});

describe('a comparison that cannot be made', () => {
  it('says where there is no repository, or none that git trusts', async () => {
    using folder = makeTempFolder();
    await expect(open(folder.path)).rejects.toMatchObject({
      code: 'DPS3090',
      message: expect.stringContaining('work in a checkout of the content repository'),
    });
    await expect(open(join(folder.path, 'none'))).rejects.toMatchObject({ code: 'DPS3060' });

    using repo = makeTopic({ 'a.yaml': '1' });
    const other = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${findProgram('git')}' "$@"\n`;
    writeFileSync(join(folder.path, 'git'), other, { mode: 0o755 });
    const environment = { ...process.env, PATH: `${folder.path}:${process.env.PATH}` };
    await expect(open(repo.work, { environment })).rejects.toMatchObject({
      code: 'DPS3091',
      message: expect.stringContaining(`git config --global --add safe.directory ${repo.work}`),
    });
    const trusting = join(folder.path, 'gitconfig');
    writeFileSync(trusting, `[safe]\n\tdirectory = ${repo.work}\n`);
    const checkout = await open(repo.work, { environment: { ...environment, GIT_CONFIG_GLOBAL: trusting } });
    expect(pathsOf((await checkout.difference()).after)).toEqual([]);
  });

  it('refuses a name that is a tag and a branch, and takes either by its whole name', async () => {
    using repo = makeTopic({ 'a.yaml': '1' });
    runGit(repo.work, ['tag', 'main', 'HEAD']);
    await expect(open(repo.work, { base: 'main' })).rejects.toMatchObject({
      code: 'DPS3097',
      message: '"main" is a tag and a branch; say refs/heads/NAME or refs/tags/NAME',
    });
    await open(repo.work, { base: 'refs/heads/main' });
    await open(repo.work, { base: 'refs/tags/main' });
  });

  it.each(['origin/nowhere', '--output=x', 'main:a.yaml', ':/x', 'x\x1by'])(
    'says that there is no commit %j, and how to bring it',
    async (base) => {
      using repo = makeTopic({ 'a.yaml': '1' });
      await expect(open(repo.work, { base })).rejects.toMatchObject({
        code: 'DPS3092',
        message: expect.stringMatching(
          /^there is no commit "[^\p{Cc}]*" in this checkout; .*git fetch origin/u,
        ),
      });
    },
  );

  it('says what to do in a shallow clone', async () => {
    using repo = makeTopic({ 'a.yaml': '1' });
    repo.commit({ 'a.yaml': '2' });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ 'b.yaml': '2' });
    const clone = join(repo.folder, 'clone');
    runGit(repo.folder, ['clone', '--quiet', '--depth=1', '--no-single-branch', `file://${repo.url}`, clone]);
    const remedy = expect.stringMatching(
      /the clone is shallow: .*fetch-depth: 0.*GIT_DEPTH: 0.*fetchDepth: 0/,
    );
    await expect(open(clone, { base: 'origin/topic' })).rejects.toMatchObject({
      code: 'DPS3093',
      message: remedy,
    });
    await expect(open(clone, { base: 'HEAD~1' })).rejects.toMatchObject({ code: 'DPS3092', message: remedy });
  });

  it('says that the histories have nothing in common', async () => {
    using repo = makeTopic({ 'a.yaml': '1' });
    repo.git('checkout', '--quiet', '--orphan', 'alone');
    repo.commit({ 'a.yaml': '2' });
    await expect(open(repo.work)).rejects.toMatchObject({
      code: 'DPS3093',
      message: expect.stringContaining('"main" and "HEAD" have no commit in common'),
    });
  });

  it('says that texts are missing where the clone has no blobs, and brings none', async () => {
    using repo = makeTopic({ 'a.yaml': '1' });
    repo.commit({ 'a.yaml': '2' });
    runGit(repo.url, ['config', 'uploadpack.allowFilter', 'true']);
    const clone = join(repo.folder, 'clone');
    runGit(repo.folder, ['clone', '--quiet', '--bare', '--filter=blob:none', `file://${repo.url}`, clone]);
    const checkout = await open(clone, { base: 'main', head: 'topic' });
    await expect(textsOf(checkout)).rejects.toMatchObject({
      code: 'DPS3094',
      message: expect.stringContaining('without --filter'),
    });
  });
});
