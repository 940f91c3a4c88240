// Which entries of a tree are read, which are only named, and which are gone.
import { Failure } from '../model/failure.ts';
import { SOURCE_ERRORS } from './errors.ts';
import type { RawRow } from './git/raw-row.ts';
import type { TreeChange, TreeFile } from './source.ts';
import { findPath, isDeclaring, quotePath } from './tree-path.ts';

/** An entry of a tree. `name` is what stands there, whatever its bytes. */
export interface TreeEntry {
  /** Six octal digits. */
  readonly mode: string;
  readonly blob: string;
  readonly name: Uint8Array;
}

const MOST_FILES = 1_000_000;

const NOT_READ: ReadonlyMap<string, string> = new Map([
  ['120000', 'a symbolic link; links are not followed'],
  ['160000', 'a submodule; submodules are not read'],
]);

/** Collects what a listing finds. Entries whose name does not match are passed over. */
export class Findings {
  readonly #files: TreeFile[] = [];
  readonly #removed: string[] = [];
  readonly #skipped: TreeChange['skipped'][number][] = [];

  /** An entry that is there. Throws a Failure past a million of them. */
  add({ mode, blob, name }: TreeEntry): void {
    if (!isDeclaring(name)) return;
    const path = findPath(name);
    if (path === undefined) this.skip(quotePath(name), 'its name is not UTF-8; rename it');
    else if (isRegular(mode)) this.#files.push({ path, blob });
    else this.skip(path, NOT_READ.get(mode) ?? 'not a regular file');
    if (this.#files.length + this.#skipped.length > MOST_FILES) throw tooMany();
  }

  /** An entry that differs: gone, there, or another kind of thing now. */
  replace({ oldMode, newMode, newBlob }: RawRow, name: Uint8Array): void {
    if (!isDeclaring(name)) return;
    const gone = newMode === '000000';
    const wasFile = isRegular(oldMode);
    if (gone || (wasFile && !isRegular(newMode))) this.#removed.push(findPath(name) ?? quotePath(name));
    if (!gone) this.add({ mode: newMode, blob: newBlob, name });
  }

  /** A file with a matching name that is not read. */
  skip(file: string, reason: string): void {
    this.#skipped.push({ file, reason });
  }

  /** Everything that was found. */
  all(): Omit<TreeChange, 'whole'> {
    return { files: this.#files, removed: this.#removed, skipped: this.#skipped };
  }
}

// Trees of very old gits hold 100664 as well.
function isRegular(mode: string): boolean {
  return mode.startsWith('100');
}

function tooMany(): Failure {
  return new Failure(
    SOURCE_ERRORS.tooManyFiles,
    'the tree holds more than 1,000,000 matching files; set the path',
  );
}
