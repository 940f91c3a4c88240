import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';

// Longer than any path that a system takes; a tree may hold longer ones.
const LONGEST_RECORD = 65_536;

/** The records of a git that was run with `-z`, by the piece. Throws a Failure where one is longer than 64 KiB. */
export async function* splitRecords(
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const data = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const records: Buffer[] = [];
    let start = 0;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
      records.push(checkLength(data.subarray(start, end)));
      start = end + 1;
    }
    rest = checkLength(data.subarray(start));
    yield records;
  }
}

function checkLength(record: Buffer): Buffer {
  if (record.length <= LONGEST_RECORD) return record;
  throw new Failure(SOURCE_ERRORS.pathTooLong, 'the tree holds a path longer than 64 KiB; remove it');
}
