import { expect, it } from 'vitest';
import { readTexts } from '../../../src/declare/read.ts';
import type { Chunk } from '../../../src/declare/threads/chunk.ts';
import { type ParseWorker, readOnWorkers } from '../../../src/declare/threads/parse-workers.ts';
import { collect } from '../../make/collect.ts';
import { declarationYaml } from '../../make/noun/declaration.ts';

const chunk = (...names: readonly string[]): Chunk => ({
  texts: names.map((blob) => ({ blob, bytes: new TextEncoder().encode(declarationYaml({ name: blob })) })),
  isRest: false,
});

async function* chunks(...all: readonly Chunk[]): AsyncGenerator<Chunk, void> {
  yield* all;
}

/** A worker that a text named `bad` breaks; `asked` is what it was asked to read. */
function makeWorker() {
  const asked: string[] = [];
  const worker: ParseWorker = {
    async read(texts) {
      asked.push(texts.map(({ blob }) => blob).join(' '));
      return texts.some(({ blob }) => blob === 'bad') ? null : readTexts(texts);
    },
  };
  return { worker, asked };
}

const codes = async (all: AsyncIterable<Awaited<ReturnType<typeof readTexts>>[number]>) =>
  (await collect(all)).map(({ blob, reading }) => [blob, reading.problems.map(({ code }) => code)]);

it('reads every chunk once, whatever the number of workers', async () => {
  const [one, two, three] = [makeWorker(), makeWorker(), makeWorker()];
  const all = readOnWorkers(chunks(chunk('a', 'b'), chunk('c')), [one.worker, two.worker, three.worker]);
  expect((await codes(all)).sort()).toEqual([
    ['a', []],
    ['b', []],
    ['c', []],
  ]);
  expect([...one.asked, ...two.asked, ...three.asked].sort()).toEqual(['a b', 'c']);
});

it('makes a text that breaks its worker a problem of that text alone', async () => {
  const { worker, asked } = makeWorker();
  const all = readOnWorkers(chunks(chunk('a', 'bad', 'c'), chunk('d')), [worker]);
  expect(await codes(all)).toEqual([
    ['a', []],
    ['bad', ['DPS1010']],
    ['c', []],
    ['d', []],
  ]);
  expect(asked).toEqual(['a bad c', 'a', 'bad', 'c', 'd']);
});

it('takes no chunk before a worker is free for it', async () => {
  let taken = 0;
  async function* counted(): AsyncGenerator<Chunk, void> {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      taken += 1;
      yield chunk(name);
    }
  }
  const all = readOnWorkers(counted(), [makeWorker().worker]);
  await all.next();
  expect(taken).toBeLessThanOrEqual(2);
  await all.return();
});

it('throws what the texts or a worker throw', async () => {
  async function* broken(): AsyncGenerator<Chunk, void> {
    yield chunk('a');
    throw new Error('the remote is gone');
  }
  await expect(codes(readOnWorkers(broken(), [makeWorker().worker, makeWorker().worker]))).rejects.toThrow(
    'remote is gone',
  );
  const worker: ParseWorker = { read: () => Promise.reject(new Error('no memory for a thread')) };
  await expect(codes(readOnWorkers(chunks(chunk('a')), [worker]))).rejects.toThrow('no memory');
});
