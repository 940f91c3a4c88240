// One ledger has one lock, whatever links lead to it.
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** The file's path without links, in the system's own spelling; as given where its folder is not there either. */
export function realPath(path: string): string {
  return findReal(path) ?? join(findReal(dirname(path)) ?? dirname(resolve(path)), basename(path));
}

function findReal(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
