import type { Text } from '../declare.ts';
import { sizeOf } from './pack.ts';

/** Texts that are read together: one message for many small ones. */
export interface Chunk {
  readonly texts: readonly Text[];
  /** Nothing follows, and there was not enough to fill the chunk. */
  readonly isRest: boolean;
}

const MOST_TEXTS = 128;
const MOST_BYTES = 128 * 1024;

/** Divides texts into chunks of up to 128 texts, each ending where it passes 128 KiB. */
export async function* chunksOf(texts: AsyncIterable<Text>): AsyncGenerator<Chunk, void> {
  let gathered: Text[] = [];
  let bytes = 0;
  for await (const text of texts) {
    gathered.push(text);
    bytes += sizeOf(text);
    if (gathered.length < MOST_TEXTS && bytes < MOST_BYTES) continue;
    yield { texts: gathered, isRest: false };
    gathered = [];
    bytes = 0;
  }
  if (gathered.length > 0) yield { texts: gathered, isRest: true };
}
