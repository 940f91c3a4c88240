// One text that breaks its thread must not take the texts beside it along.

import type { Text } from '../declare.ts';
import type { BlobReading } from '../read.ts';
import type { Chunk } from './chunk.ts';

/** Something that reads texts one after the other. Gives null where a text broke it or took too long. */
export interface ParseWorker {
  read(texts: readonly Text[]): Promise<readonly BlobReading[] | null>;
}

type Chunks = AsyncGenerator<Chunk, void>;

interface Done {
  readonly worker: ParseWorker;
  /** Null: there was no chunk left. */
  readonly readings: readonly BlobReading[] | null;
}

/** Reads chunks on several workers at once; a worker that is through with a chunk takes the next one. */
export async function* readOnWorkers(
  chunks: Chunks,
  workers: readonly ParseWorker[],
): AsyncGenerator<BlobReading, void> {
  const working = new Map<ParseWorker, Promise<Done>>();
  const takeNext = (worker: ParseWorker) => {
    const done = readNext(chunks, worker);
    // It may fail while nobody waits for it yet; the race below learns of it all the same.
    done.catch(() => undefined);
    working.set(worker, done);
  };
  workers.forEach(takeNext);
  while (working.size > 0) {
    const { worker, readings } = await Promise.race(working.values());
    working.delete(worker);
    if (!readings) continue;
    takeNext(worker);
    yield* readings;
  }
}

async function readNext(chunks: Chunks, worker: ParseWorker): Promise<Done> {
  const next = await chunks.next();
  if (next.done) return { worker, readings: null };
  const { texts } = next.value;
  return { worker, readings: (await worker.read(texts)) ?? (await readOneByOne(texts, worker)) };
}

/** Finds the text that broke the worker: alone it breaks it again. */
async function readOneByOne(texts: readonly Text[], worker: ParseWorker): Promise<readonly BlobReading[]> {
  const { readNothing } = await import('../read.ts');
  const readings: BlobReading[] = [];
  for (const text of texts) readings.push(...((await worker.read([text])) ?? [readNothing(text)]));
  return readings;
}
