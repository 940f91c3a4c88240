import { expect, it } from 'vitest';
import { readTexts } from '../../../src/declare/read.ts';
import type { Chunk } from '../../../src/declare/threads/chunk.ts';
import { type Lane, readOnLanes } from '../../../src/declare/threads/lanes.ts';
import { collect } from '../../make/collect.ts';
import { declarationYaml } from '../../make/noun/declaration.ts';

const chunk = (...names: readonly string[]): Chunk => ({
  texts: names.map((blob) => ({ blob, bytes: new TextEncoder().encode(declarationYaml({ name: blob })) })),
  isRest: false,
});

async function* chunks(...all: readonly Chunk[]): AsyncGenerator<Chunk, void> {
  yield* all;
}

/** A lane that a text named `bad` breaks; `asked` is what it was asked to read. */
function makeLane() {
  const asked: string[] = [];
  const lane: Lane = {
    async read(texts) {
      asked.push(texts.map(({ blob }) => blob).join(' '));
      return texts.some(({ blob }) => blob === 'bad') ? null : readTexts(texts);
    },
  };
  return { lane, asked };
}

const codes = async (all: AsyncIterable<Awaited<ReturnType<typeof readTexts>>[number]>) =>
  (await collect(all)).map(({ blob, reading }) => [blob, reading.problems.map(({ code }) => code)]);

it('reads every chunk once, whatever the number of lanes', async () => {
  const [one, two, three] = [makeLane(), makeLane(), makeLane()];
  const all = readOnLanes(chunks(chunk('a', 'b'), chunk('c')), [one.lane, two.lane, three.lane]);
  expect((await codes(all)).sort()).toEqual([
    ['a', []],
    ['b', []],
    ['c', []],
  ]);
  expect([...one.asked, ...two.asked, ...three.asked].sort()).toEqual(['a b', 'c']);
});

it('makes a text that breaks its lane a problem of that text alone', async () => {
  const { lane, asked } = makeLane();
  const all = readOnLanes(chunks(chunk('a', 'bad', 'c'), chunk('d')), [lane]);
  expect(await codes(all)).toEqual([
    ['a', []],
    ['bad', ['DPS1010']],
    ['c', []],
    ['d', []],
  ]);
  expect(asked).toEqual(['a bad c', 'a', 'bad', 'c', 'd']);
});

it('takes no chunk before a lane is free for it', async () => {
  let taken = 0;
  async function* counted(): AsyncGenerator<Chunk, void> {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      taken += 1;
      yield chunk(name);
    }
  }
  const all = readOnLanes(counted(), [makeLane().lane]);
  await all.next();
  expect(taken).toBeLessThanOrEqual(2);
  await all.return();
});

it('throws what the texts or a lane throw', async () => {
  async function* broken(): AsyncGenerator<Chunk, void> {
    yield chunk('a');
    throw new Error('the remote is gone');
  }
  await expect(codes(readOnLanes(broken(), [makeLane().lane, makeLane().lane]))).rejects.toThrow(
    'remote is gone',
  );
  const lane: Lane = { read: () => Promise.reject(new Error('no memory for a thread')) };
  await expect(codes(readOnLanes(chunks(chunk('a')), [lane]))).rejects.toThrow('no memory');
});
