// Who else declares an entry: asked of git, which searches a hundred thousand files sooner than they could be read.
import type { PackageId } from '../../model/entry.ts';
import { Findings } from '../findings.ts';
import { splitRecords } from '../git/records.ts';
import { treeEntry } from '../mirror/changes.ts';
import type { Mirror } from '../mirror/folder.ts';
import { streamMirror, streamRecords } from '../mirror/stream.ts';
import type { TreeFile } from '../source.ts';
import { findPath } from '../tree-path.ts';
import type { Between } from './difference.ts';

/** Packages of one call: each makes git slower, and another call reads everything again. */
const PACKAGES_AT_ONCE = 500;
/** Characters of names in one call: Windows takes 32,767 on a command line. */
const NAMES_AT_ONCE = 16_384;
const NOTHING_FOUND = 1;

/** Where to search: at a commit, under a folder, and not in the files that are known already. */
interface Search extends Omit<Between, 'head'> {
  readonly except: ReadonlySet<string>;
}

/** The declaring files of `base` whose text names one of these packages, in any case. */
export async function findNaming(
  objects: Mirror,
  { base, path, except }: Search,
  packages: readonly PackageId[],
): Promise<readonly TreeFile[]> {
  const names = new Set<string>();
  for (let start = 0; start < packages.length; start += PACKAGES_AT_ONCE) {
    const asked = packages.slice(start, start + PACKAGES_AT_ONCE);
    for await (const name of search(objects, base, asked)) names.add(name);
  }
  const isInside = (name: string) => path === undefined || name.startsWith(`${path}/`);
  const found = [...names].filter((name) => isInside(name) && !except.has(name));
  return await listFiles(objects, base, found);
}

/** Each name once for every call that found it; one that is not UTF-8 is not read either. */
async function* search(
  objects: Mirror,
  base: string,
  packages: readonly PackageId[],
): AsyncGenerator<string> {
  const options = ['-l', '-z', '-F', '-i', '--text', '--no-color', '--no-recurse-submodules'];
  const patterns = packages.flatMap((id) => ['-e', id]);
  const verb = ['grep', ...options, ...patterns, base, '--', ':(icase)*.yaml', ':(icase)*.yml'];
  const environment = { ...objects.environment, GIT_LITERAL_PATHSPECS: '0' };
  const pieces = streamMirror({ ...objects, environment }, verb, { alsoFine: NOTHING_FOUND });
  for await (const records of splitRecords(pieces)) {
    for (const record of records) {
      // `commit:name`.
      const name = findPath(record.subarray(base.length + 1));
      if (name !== undefined) yield name;
    }
  }
}

async function listFiles(
  objects: Mirror,
  base: string,
  names: readonly string[],
): Promise<readonly TreeFile[]> {
  const found = new Findings();
  for (const some of chunksOf(names)) {
    const verb = ['ls-tree', '-z', '--full-tree', '--end-of-options', base, '--', ...some];
    for await (const records of streamRecords(objects, verb, undefined)) {
      for (const record of records) found.add(treeEntry(record));
    }
  }
  return found.all().files;
}

function* chunksOf(names: readonly string[]): Generator<readonly string[]> {
  let chunk: string[] = [];
  let size = 0;
  for (const name of names) {
    if (size + name.length > NAMES_AT_ONCE && chunk.length > 0) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push(name);
    size += name.length + 1;
  }
  if (chunk.length > 0) yield chunk;
}
