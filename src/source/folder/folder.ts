// `validate` reads what lies on the disk, and must see in it what git would show.
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Source, TreeChange, TreeFile } from '../source.ts';
import { isDeclaring } from '../tree-path.ts';
import { readFileText, readSameText, unreadable } from './file-text.ts';
import { type FolderFiles, walkFolder } from './walk.ts';

/** A plain folder or a single file as it was when it was opened, in the shapes of a source. */
interface Folder {
  /** What the person named. */
  readonly name: string;
  readonly tree: TreeChange;
  /** Throws a Failure where a text is another by now. */
  readonly read: Source['read'];
}

const FILES_AT_ONCE = 16;

/**
 * Lists what a person named: that itself may be a link. A single file is read where a source would read it. Throws a Failure where
 * something cannot be read.
 */
export async function openFolder(path: string): Promise<Folder> {
  const { found, skipped } = await find(path);
  const places = new Map<string, string>();
  const identify = async ({ shown, place }: FolderFiles['found'][number]): Promise<TreeFile> => {
    const { blob } = await readFileText(place);
    places.set(blob, place);
    return { path: shown, blob };
  };
  const files: TreeFile[] = [];
  for (let start = 0; start < found.length; start += FILES_AT_ONCE) {
    files.push(...(await Promise.all(found.slice(start, start + FILES_AT_ONCE).map(identify))));
  }
  return {
    name: path,
    tree: { whole: true, files, removed: [], skipped },
    async *read(blobs) {
      for (const blob of blobs) {
        const place = places.get(blob) ?? path;
        yield await readSameText(place, blob);
      }
    },
  };
}

async function find(path: string): Promise<FolderFiles> {
  const what = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (what.isDirectory()) return await walkFolder(path);
  const shown = basename(path);
  if (isDeclaring(Buffer.from(shown))) return { found: [{ shown, place: path }], skipped: [] };
  const reason = 'its name ends neither in .yaml nor in .yml, so no source reads it; rename it';
  return { found: [], skipped: [{ file: shown, reason }] };
}
