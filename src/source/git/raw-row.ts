/** One row of git's raw format: what a path was and is. The path follows as a record of its own. */
export interface RawRow {
  /** Six octal digits; `000000` where there was or is nothing. */
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldBlob: string;
  /** Zeros where git did not read the text: it lies in the work tree. */
  readonly newBlob: string;
}

/** Parses `:mode mode id id status`. */
export function parseRawRow(record: Buffer): RawRow {
  const [oldMode = '', newMode = '', oldBlob = '', newBlob = ''] = record
    .toString('latin1')
    .replace(/^\n?:/, '')
    .split(' ');
  return { oldMode, newMode, oldBlob, newBlob };
}
