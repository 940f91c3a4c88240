import type { Mirror } from '../mirror/folder.ts';
import { streamRecords } from '../mirror/stream.ts';
import { parseRawRow, type RawRow } from './raw-row.ts';

/** A row of git's raw format, and the name that it speaks of, whatever its bytes. */
export interface NamedRow {
  readonly row: RawRow;
  readonly name: Buffer;
}

/** The rows of a verb that was given `-z` and `--raw`, by the piece; under `path`, where there is one. */
export async function* streamRows(
  mirror: Mirror,
  verb: readonly string[],
  path: string | undefined,
): AsyncGenerator<readonly NamedRow[], void, undefined> {
  let row: RawRow | undefined;
  for await (const records of streamRecords(mirror, verb, path)) {
    const rows: NamedRow[] = [];
    for (const record of records) {
      // The row, then the name.
      if (row) rows.push({ row, name: record });
      row = row ? undefined : parseRawRow(record);
    }
    yield rows;
  }
}
