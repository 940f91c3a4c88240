import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Failure, messageOf } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { LARGEST_BLOB } from '../mirror/blobs.ts';
import type { BlobText } from '../source.ts';

// Never waits for a pipe. Windows has no such flag.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const NO_LINK = constants.O_NOFOLLOW ?? 0;

/** Whether a file may be reached through a link at the end of its path. */
type Links = 'followed' | 'refused';

/**
 * The text of a file, under the id that git would give it; a large one is not read, and has an id of its place and
 * size. Throws a Failure where it cannot be read, or is a link and links are refused.
 */
export async function readFileText(place: string, links: Links = 'followed'): Promise<BlobText> {
  try {
    const file = await open(place, links === 'refused' ? FLAGS | NO_LINK : FLAGS);
    return await readOpen(file, place).finally(() => file.close());
  } catch (error) {
    throw unreadable(place, error);
  }
}

/** The text of a file that was read before. Throws a Failure where it is another by now. */
export async function readSameText(place: string, blob: string, links?: Links): Promise<BlobText> {
  const text = await readFileText(place, links);
  if (text.blob === blob) return text;
  throw new Failure(SOURCE_ERRORS.changedWhileRead, `${place} changed while it was being read; try again`);
}

async function readOpen(file: FileHandle, place: string): Promise<BlobText> {
  const what = await file.stat();
  if (!what.isFile()) throw new Error('it is not a regular file');
  if (what.size > LARGEST_BLOB) {
    return { blob: sha1(`large ${what.size} ${place}`), tooLarge: what.size };
  }
  const { buffer, bytesRead } = await file.read(Buffer.alloc(what.size), 0, what.size, 0);
  const bytes = new Uint8Array(buffer.subarray(0, bytesRead));
  return { blob: sha1(`blob ${bytesRead}\0`, bytes), bytes };
}

function sha1(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The Failure of a file or folder that cannot be read. */
export function unreadable(place: string, cause: unknown): Failure {
  return new Failure(SOURCE_ERRORS.pathUnreadable, `${place} cannot be read: ${messageOf(cause)}`, cause);
}
