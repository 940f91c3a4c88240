import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Findings } from '../findings.ts';
import type { TreeChange } from '../source.ts';
import { findPath, quotePath } from '../tree-path.ts';
import { unreadable } from './file-text.ts';

/** The declaring files under a folder. */
export interface FolderFiles {
  /** `shown`: the path from the folder, with `/`. `place`: where it lies. */
  readonly found: readonly { readonly shown: string; readonly place: string }[];
  readonly skipped: TreeChange['skipped'];
}

/** Finds what git would list of a folder: it follows no link, and enters neither `.git` nor a repository inside. */
export async function walkFolder(root: string): Promise<FolderFiles> {
  const findings = new Findings();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readEntries(join(root, folder));
    if (folder !== '' && entries.some(({ name }) => name.equals(GIT))) continue;
    for (const entry of entries) {
      const name = Buffer.concat([Buffer.from(folder), entry.name]);
      if (!entry.isDirectory()) findings.add({ mode: modeOf(entry), blob: '', name });
      else if (!entry.name.equals(GIT)) enter(name, folders, findings);
    }
  }
  const { files, skipped } = findings.all();
  const found = files.map(({ path }) => ({ shown: path, place: join(root, path) }));
  return { found: found.sort((a, b) => (a.shown < b.shown ? -1 : 1)), skipped };
}

const GIT = Buffer.from('.git');

async function readEntries(folder: string): Promise<readonly Dirent<Buffer>[]> {
  return await readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch((cause: unknown) => {
    throw unreadable(folder, cause);
  });
}

// The mode that git would give it.
function modeOf(entry: Dirent<Buffer>): string {
  if (entry.isSymbolicLink()) return '120000';
  return entry.isFile() ? '100644' : '000000';
}

function enter(name: Buffer, folders: string[], findings: Findings): void {
  const path = findPath(name);
  if (path === undefined) findings.skip(quotePath(name), 'its name is not UTF-8; rename the folder');
  else folders.push(`${path}/`);
}
