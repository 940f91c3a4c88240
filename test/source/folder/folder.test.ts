import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../../src/source/folder/folder.ts';
import { LARGEST_BLOB } from '../../../src/source/mirror/blobs.ts';
import type { BlobText } from '../../../src/source/source.ts';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeTempRepo, runGit } from '../../make/git/temp-repo.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

async function textsOf(folder: Awaited<ReturnType<typeof openFolder>>): Promise<Record<string, string>> {
  const texts = new Map<string, BlobText>();
  for await (const text of folder.read(folder.tree.files.map(({ blob }) => blob))) texts.set(text.blob, text);
  const show = (text: BlobText | undefined) =>
    text && 'bytes' in text ? Buffer.from(text.bytes).toString() : `too large: ${text?.tooLarge}`;
  return Object.fromEntries(folder.tree.files.map(({ path, blob }) => [path, show(texts.get(blob))]));
}

describe('a plain folder', () => {
  it('shows what git would show of it', async () => {
    using repo = makeTempRepo();
    const link = (path: string, target: string) => symlinkSync(target, join(repo.work, path));
    link('link.yaml', 'a.yaml');
    link('loop', '.');
    const files = {
      'a.yaml': 'one',
      'b.yml': '',
      'C.YAML': 'two',
      'd.Yml': 'three',
      'e.yaml.bak': 'no',
      'sites/eu/c.yaml': 'ä\r\n',
      'note.txt': 'no',
      'same.yaml': 'one',
    };
    const commit = repo.commit(files);
    const source = makeGitSource(repo);
    await source.fetch();
    const folder = await openFolder(repo.work);
    expect(folder.name).toBe(repo.work);
    expect(folder.tree).toEqual(await source.changes(commit, null));
    expect(folder.tree.skipped).toEqual([
      { file: 'link.yaml', reason: 'a symbolic link; links are not followed' },
    ]);
    const { 'note.txt': _, 'e.yaml.bak': _backup, ...declaring } = files;
    expect(await textsOf(folder)).toEqual(declaring);
  });

  it('does not enter another repository inside', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': 'one' });
    runGit(repo.folder, ['init', '--quiet', join(repo.work, 'inner')]);
    writeFileSync(join(repo.work, 'inner', 'b.yaml'), 'two');
    writeFileSync(join(repo.work, '.git', 'c.yaml'), 'three');
    expect((await openFolder(repo.work)).tree.files.map(({ path }) => path)).toEqual(['a.yaml']);
  });

  it('measures what is too large, and reads what is just small enough', async () => {
    using folder = makeTempFolder();
    writeFileSync(join(folder.path, 'a.yaml'), 'x'.repeat(LARGEST_BLOB));
    writeFileSync(join(folder.path, 'b.yaml'), 'x'.repeat(LARGEST_BLOB + 1));
    writeFileSync(join(folder.path, 'c.yaml'), 'y'.repeat(LARGEST_BLOB + 1));
    expect(await textsOf(await openFolder(folder.path))).toEqual({
      'a.yaml': 'x'.repeat(LARGEST_BLOB),
      'b.yaml': `too large: ${LARGEST_BLOB + 1}`,
      'c.yaml': `too large: ${LARGEST_BLOB + 1}`,
    });
  });

  it('names what it does not read', async () => {
    using folder = makeTempFolder();
    const inside = (name: Uint8Array) => Buffer.concat([Buffer.from(`${folder.path}/`), name]);
    writeFileSync(inside(Buffer.from([0x61, 0xff, ...Buffer.from('.yaml')])), 'one');
    mkdirSync(inside(Buffer.from([0xfe])));
    execFileSync('mkfifo', [join(folder.path, 'pipe.yaml')]);
    const { files, skipped } = (await openFolder(folder.path)).tree;
    expect(files).toEqual([]);
    expect([...skipped].sort((a, b) => (a.file < b.file ? -1 : 1))).toEqual([
      { file: '"\\376"', reason: 'its name is not UTF-8; rename the folder' },
      { file: '"a\\377.yaml"', reason: 'its name is not UTF-8; rename it' },
      { file: 'pipe.yaml', reason: 'not a regular file' },
    ]);
  });

  it.each(['a.yaml', 'a.yml', 'A.YAML', 'a.Yml', 'draft.txt', 'a.yaml.bak', 'yaml'])(
    'may be the single file %s, and gives what its folder gives',
    async (name) => {
      using folder = makeTempFolder();
      writeFileSync(join(folder.path, name), 'one');
      const single = await openFolder(join(folder.path, name));
      expect(await textsOf(single)).toEqual(await textsOf(await openFolder(folder.path)));
      const reason = 'its name ends neither in .yaml nor in .yml, so no source reads it; rename it';
      const isRead = single.tree.files.length > 0;
      expect(single.tree.skipped).toEqual(isRead ? [] : [{ file: name, reason }]);
    },
  );

  it('is a Failure where it is not there, or changes while it is read', async () => {
    using folder = makeTempFolder();
    await expect(openFolder(join(folder.path, 'none'))).rejects.toMatchObject({
      code: 'DPS3060',
      message: expect.stringMatching(/none cannot be read: ENOENT/),
    });
    const file = join(folder.path, 'a.yaml');
    writeFileSync(file, 'one');
    const opened = await openFolder(folder.path);
    writeFileSync(file, 'two');
    await expect(textsOf(opened)).rejects.toMatchObject({
      code: 'DPS3061',
      message: `${file} changed while it was being read; try again`,
    });
    rmSync(file);
    await expect(textsOf(opened)).rejects.toMatchObject({ code: 'DPS3060' });
  });
});
