// One text that breaks its thread must not take the texts beside it along.

import type { Text } from '../declare.ts';
import type { BlobReading } from '../read.ts';
import type { Chunk } from './chunk.ts';

/** Something that reads texts one after the other. Gives null where a text broke it or took too long. */
export interface Lane {
  read(texts: readonly Text[]): Promise<readonly BlobReading[] | null>;
}

type Chunks = AsyncGenerator<Chunk, void>;

interface Done {
  readonly lane: Lane;
  /** Null: there was no chunk left. */
  readonly readings: readonly BlobReading[] | null;
}

/** Reads chunks on several lanes at once; a lane that is through with a chunk takes the next one. */
export async function* readOnLanes(
  chunks: Chunks,
  lanes: readonly Lane[],
): AsyncGenerator<BlobReading, void> {
  const working = new Map<Lane, Promise<Done>>();
  const takeNext = (lane: Lane) => {
    const done = readNext(chunks, lane);
    // It may fail while nobody waits for it yet; the race below learns of it all the same.
    done.catch(() => undefined);
    working.set(lane, done);
  };
  lanes.forEach(takeNext);
  while (working.size > 0) {
    const { lane, readings } = await Promise.race(working.values());
    working.delete(lane);
    if (!readings) continue;
    takeNext(lane);
    yield* readings;
  }
}

async function readNext(chunks: Chunks, lane: Lane): Promise<Done> {
  const next = await chunks.next();
  if (next.done) return { lane, readings: null };
  const { texts } = next.value;
  return { lane, readings: (await lane.read(texts)) ?? (await readOneByOne(texts, lane)) };
}

/** Finds the text that broke the lane: alone it breaks it again. */
async function readOneByOne(texts: readonly Text[], lane: Lane): Promise<readonly BlobReading[]> {
  const { readNothing } = await import('../read.ts');
  const readings: BlobReading[] = [];
  for (const text of texts) readings.push(...((await lane.read([text])) ?? [readNothing(text)]));
  return readings;
}
