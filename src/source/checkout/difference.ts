import { Findings } from '../findings.ts';
import { type NamedRow, streamRows } from '../git/raw-rows.ts';
import type { Mirror } from '../mirror/folder.ts';
import type { Difference } from '../source.ts';

/** The files of both sides that differ, as far as trees tell. */
export class Sides {
  readonly #before = new Findings();
  readonly after = new Findings();

  /** What a path was, and is now. Throws a Failure past a million of them. */
  add({ row: { oldMode, oldBlob, newMode, newBlob }, name }: NamedRow): void {
    if (oldMode !== NOTHING) this.#before.add({ mode: oldMode, blob: oldBlob, name });
    if (newMode !== NOTHING) this.after.add({ mode: newMode, blob: newBlob, name });
  }

  /** Everything that was found. */
  all(): Difference {
    const { files: after, skipped } = this.after.all();
    return { before: this.#before.all().files, after, skipped };
  }
}

const NOTHING = '000000';

/** Two commits, and the folder of the tree that counts; undefined: all of it. */
export interface Between {
  readonly base: string;
  readonly head: string;
  readonly path: string | undefined;
}

/** What differs between two commits. A file that only moved differs at both of its paths. */
export async function findDifference(objects: Mirror, { base, head, path }: Between): Promise<Difference> {
  const verb = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--end-of-options', base, head, '--'];
  const sides = new Sides();
  for await (const rows of streamRows(objects, verb, path)) {
    for (const row of rows) sides.add(row);
  }
  return sides.all();
}
