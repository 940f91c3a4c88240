// What lies in a work tree, told as git would tell it once it is committed; nothing in it is followed or run.
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileText, readSameText } from '../folder/file-text.ts';
import { withConfig } from '../git/environment.ts';
import { streamRows } from '../git/raw-rows.ts';
import { splitRecords } from '../git/records.ts';
import type { Mirror } from '../mirror/folder.ts';
import { streamMirror, streamRecords } from '../mirror/stream.ts';
import type { BlobText, Difference, TreeFile } from '../source.ts';
import { isDeclaring } from '../tree-path.ts';
import { type Between, Sides } from './difference.ts';

/** A work tree as it was when it was looked at. */
export interface WorkTree {
  readonly difference: Difference;
  /** The text of a blob that lies in the work tree, read again; undefined where none does. */
  readonly read: (blob: string) => Promise<BlobText> | undefined;
}

/** What to look at: a work tree, and the commit that it is compared with. */
interface WorkTreeLook extends Omit<Between, 'head'> {
  readonly objects: Mirror;
  readonly top: string;
}

/** Looks at a work tree: what is changed, staged or not, and what is new and not ignored. */
export async function lookAtWorkTree(look: WorkTreeLook): Promise<WorkTree> {
  const sides = new Sides();
  const inside = { ...look, objects: await enter(look) };
  await addTracked(inside, sides);
  await addUntracked(inside, sides);
  const { after, ...rest } = sides.all();
  const places = new Map<string, string>();
  const files: TreeFile[] = [];
  for (const { path } of after) {
    const place = join(look.top, path);
    const { blob } = await readFileText(place, 'refused');
    places.set(blob, place);
    files.push({ path, blob });
  }
  const read = (blob: string) => {
    const place = places.get(blob);
    return place === undefined ? undefined : readSameText(place, blob, 'refused');
  };
  return { difference: { ...rest, after: files }, read };
}

/**
 * The repository, read from inside of its work tree. To tell whether a file is changed git may filter its text, by a
 * program that the repository's configuration names and a file in the tree chooses: none of them is run.
 */
async function enter({ objects, top }: WorkTreeLook): Promise<Mirror> {
  const verb = ['config', '-z', '--name-only', '--get-regexp', '^filter[.].*[.](clean|process|required)$'];
  const filters: [key: string, value: string][] = [];
  for await (const keys of splitRecords(streamMirror(objects, verb, { alsoFine: NOTHING_FOUND }))) {
    for (const key of keys.map(String)) filters.push([key, key.endsWith('required') ? 'false' : '']);
  }
  const environment = withConfig({ ...objects.environment, GIT_WORK_TREE: top }, filters);
  return { ...objects, folder: top, environment };
}

const NOTHING_FOUND = 1;

async function addTracked({ objects, base, path }: WorkTreeLook, sides: Sides): Promise<void> {
  // Without "dirty" git would start another one in each submodule.
  const options = ['-z', '--raw', '--no-renames', '--ignore-submodules=dirty', '--end-of-options'];
  for await (const rows of streamRows(objects, ['diff-index', ...options, base, '--'], path)) {
    for (const row of rows) sides.add(row);
  }
}

async function addUntracked({ objects, top, path }: WorkTreeLook, sides: Sides): Promise<void> {
  const verb = ['ls-files', '-z', '--others', '--exclude-standard', '--full-name', '--'];
  for await (const names of streamRecords(objects, verb, path)) {
    for (const name of names.filter(isDeclaring))
      sides.after.add({ mode: await readMode(top, name), blob: '', name });
  }
}

/** The mode that git would give it. */
async function readMode(top: string, name: Buffer): Promise<string> {
  const what = await lstat(Buffer.concat([Buffer.from(join(top, '/')), name]));
  if (what.isSymbolicLink()) return '120000';
  return what.isFile() ? '100644' : '160000';
}
