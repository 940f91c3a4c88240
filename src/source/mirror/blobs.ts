import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import type { BlobText } from '../source.ts';
import { brokenMirror } from './broken.ts';
import type { Mirror } from './folder.ts';
import { streamMirror } from './stream.ts';

/** The largest text that is read, in bytes. */
export const LARGEST_BLOB = 1024 * 1024;

/** The text of each blob, from one git process, in no order. Throws a Failure where the mirror does not hold one. */
export async function* readBlobs(
  mirror: Mirror,
  blobs: readonly string[],
): AsyncGenerator<BlobText, void, undefined> {
  if (blobs.length === 0) return;
  const odd = blobs.find((blob) => !/^[0-9a-f]{40,64}$/.test(blob));
  if (odd !== undefined) throw new Failure(SOURCE_ERRORS.noBlobId, `"${odd.slice(0, 80)}" is no blob id`);
  const pieces = streamMirror(mirror, ['cat-file', '--batch', '--buffer'], { input: requests(blobs) });
  let left = blobs.length;
  const refuse = () => mirror.explain?.('an object is missing', 0) ?? brokenMirror(mirror.folder);
  for await (const text of parseBatch(pieces, refuse)) {
    left -= 1;
    yield text;
  }
  if (left > 0) throw refuse();
}

const REQUESTS_AT_ONCE = 1000;

function* requests(blobs: readonly string[]): Generator<string, void, undefined> {
  for (let start = 0; start < blobs.length; start += REQUESTS_AT_ONCE) {
    yield `${blobs.slice(start, start + REQUESTS_AT_ONCE).join('\n')}\n`;
  }
}

/**
 * The answers of `cat-file --batch`: `id blob size`, a line end, so many bytes, a line end. A large one is passed over
 * as it comes, never held. An object that is missing or no blob throws what `refuse` makes.
 */
export async function* parseBatch(
  pieces: AsyncIterable<Buffer>,
  refuse: () => Failure,
): AsyncGenerator<BlobText, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let passing = 0;
  for await (const piece of pieces) {
    let data = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (;;) {
      const passed = Math.min(passing, data.length);
      passing -= passed;
      data = data.subarray(passed);
      const end = data.indexOf(10);
      if (end < 0) break;
      const { blob, size } = parseHead(data.toString('latin1', 0, end), refuse);
      const start = end + 1;
      if (size > LARGEST_BLOB) {
        yield { blob, tooLarge: size };
        passing = start + size + 1;
      } else if (data.length > start + size) {
        // Copied: a part of the piece would keep all of it in memory.
        yield { blob, bytes: new Uint8Array(data.subarray(start, start + size)) };
        data = data.subarray(start + size + 1);
      } else break;
    }
    rest = data;
  }
}

function parseHead(line: string, refuse: () => Failure): { readonly blob: string; readonly size: number } {
  const [, blob, size] = /^([0-9a-f]{40,64}) blob (\d{1,15})$/.exec(line) ?? [];
  if (blob === undefined) throw refuse();
  return { blob, size: Number(size) };
}
