// The whole tree is the truth; what differs from a commit before only saves reading.

import { Findings, type TreeEntry } from '../findings.ts';
import { streamRows } from '../git/raw-rows.ts';
import type { TreeChange } from '../source.ts';
import { findBase } from './commits.ts';
import type { Mirror } from './folder.ts';
import { streamRecords } from './stream.ts';

/** Where to look: the declaring files of `commit` under `path`, since a commit or all of them. */
interface Look {
  readonly commit: string;
  readonly since: string | null;
  /** undefined: the whole tree. */
  readonly path: string | undefined;
}

/**
 * What differs from `since`, or everything where it is not an ancestor. `removed` holds every path that was listed,
 * as a file or as skipped, and is not now; also one whose file became a link.
 */
export async function listChanges(mirror: Mirror, look: Look): Promise<TreeChange> {
  const base = await findBase(mirror, look.commit, look.since);
  return base === undefined ? await listTree(mirror, look) : await listDifference(mirror, look, base);
}

async function listTree(mirror: Mirror, { commit, path }: Look): Promise<TreeChange> {
  const verb = ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit];
  const found = new Findings();
  for await (const records of streamRecords(mirror, verb, path)) {
    for (const record of records) found.add(treeEntry(record));
  }
  return { whole: true, ...found.all() };
}

async function listDifference(mirror: Mirror, { commit, path }: Look, base: string): Promise<TreeChange> {
  const verb = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--end-of-options', base, commit, '--'];
  const found = new Findings();
  for await (const rows of streamRows(mirror, verb, path)) {
    for (const { row, name } of rows) found.replace(row, name);
  }
  return { whole: false, ...found.all() };
}

/** Parses a record of ls-tree: `mode type id<tab>name`. */
export function treeEntry(record: Buffer): TreeEntry {
  const tab = record.indexOf(9);
  const [mode = '', , blob = ''] = record.toString('latin1', 0, tab).split(' ');
  return { mode, blob, name: record.subarray(tab + 1) };
}
