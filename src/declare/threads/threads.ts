import { Worker } from 'node:worker_threads';
import { Failure } from '../../model/failure.ts';
import type { Reader, Text } from '../declare.ts';
import { READER_ERRORS } from '../errors.ts';
import type { BlobReading } from '../read.ts';
import { simpleFirst } from '../simple/first.ts';
import { READER_VERSION } from '../version.ts';
import { type Chunk, chunksOf } from './chunk.ts';
import { packTexts } from './pack.ts';
import { type ParseWorker, readOnWorkers } from './parse-workers.ts';

/** How many threads read, and what each may take. */
export interface ReaderOptions {
  readonly threads: number;
  /** Begins the time limit of texts that are read together: the signal aborts when it has passed. */
  readonly limit: () => AbortSignal;
  /** Memory for what a thread keeps, in MB: a hostile text of 1 MiB takes up to 600. */
  readonly memory: number;
}

const DEFAULTS: ReaderOptions = { threads: 2, limit: () => AbortSignal.timeout(60_000), memory: 1024 };

/** A reader. It has threads only while there is much to read: a few small texts are read without. */
export function openReader(options: ReaderOptions = DEFAULTS): Reader {
  const open = new Set<ReadingThread>();
  return {
    version: READER_VERSION,
    read: (texts) => readAll(texts, options, open),
    async close() {
      await Promise.all([...open].map((thread) => thread.close()));
    },
  };
}

async function* readAll(
  texts: AsyncIterable<Text>,
  options: ReaderOptions,
  open: Set<ReadingThread>,
): AsyncGenerator<BlobReading, void> {
  const chunks = chunksOf(texts);
  const first = await chunks.next();
  if (first.done) return;
  // To start a thread takes longer than to read what did not fill one chunk.
  if (first.value.isRest) return yield* await readHere(first.value.texts);
  const workers = Array.from({ length: options.threads }, () => new ReadingThread(options));
  for (const worker of workers) open.add(worker);
  try {
    yield* readOnWorkers(startingWith(first.value, chunks), workers.map(simpleFirst));
  } finally {
    await Promise.all([chunks.return(), ...workers.map((worker) => worker.close())]);
    for (const worker of workers) open.delete(worker);
  }
}

/** The parser is loaded for the first text: a plan without a new one is told sooner. */
async function readHere(texts: readonly Text[]): Promise<readonly BlobReading[]> {
  const { readTexts } = await import('../read.ts');
  return readTexts(texts);
}

async function* startingWith(first: Chunk, rest: AsyncGenerator<Chunk, void>): AsyncGenerator<Chunk, void> {
  yield first;
  yield* rest;
}

/** A thread that is started when it is first needed, and anew after a text broke it. */
class ReadingThread implements ParseWorker {
  readonly #options: ReaderOptions;
  #worker: Worker | null = null;
  #isClosed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Throws a Failure where a thread cannot be started, or where the reader was closed meanwhile. */
  async read(texts: readonly Text[]): Promise<readonly BlobReading[] | null> {
    this.#worker ??= await startWorker(this.#options.memory);
    const answer = this.#isClosed ? null : await ask(this.#worker, texts, this.#options.limit());
    if (answer !== null) return JSON.parse(answer);
    await this.#end();
    if (this.#isClosed)
      throw new Failure(READER_ERRORS.closed, 'The reader was closed while it was reading.');
    return null;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

/** The worker's file lies beside this one, among the sources and in the bundle. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? 'worker.ts' : 'worker.js', import.meta.url);

/** In MB. What a text leaves behind is short-lived: more would only be collected later. */
const YOUNG_GENERATION = 16;

/** A worker that has loaded. Throws a Failure where it cannot: that is no text's fault. */
async function startWorker(memory: number): Promise<Worker> {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION, maxOldGenerationSizeMb: memory };
  const worker = new Worker(WORKER, { resourceLimits });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.once('message', () => resolve());
  // Stays: an error that nobody listens to would end the process.
  worker.on('error', reject);
  worker.once('exit', () => reject(new Error('The thread ended while it was loading.')));
  try {
    await promise;
    return worker;
  } catch (error) {
    throw new Failure(
      READER_ERRORS.noThread,
      'A thread that reads declarations cannot be started: reinstall dpsync.',
      error,
    );
  }
}

/** The worker's answer; null where it broke or the limit passed first. */
async function ask(worker: Worker, texts: readonly Text[], limit: AbortSignal): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const giveUp = () => resolve(null);
  worker.once('message', resolve).once('error', giveUp).once('exit', giveUp);
  limit.addEventListener('abort', giveUp);
  if (limit.aborted) giveUp();
  const packed = packTexts(texts);
  worker.postMessage(packed.texts, [packed.memory]);
  const answer = await promise;
  worker.off('message', resolve).off('error', giveUp).off('exit', giveUp);
  limit.removeEventListener('abort', giveUp);
  return answer;
}
