import { expect, it } from 'vitest';
import type { Text } from '../../../src/declare/declare.ts';
import { chunksOf } from '../../../src/declare/threads/chunk.ts';
import { collect } from '../../make/collect.ts';

async function* texts(sizes: readonly number[]): AsyncGenerator<Text> {
  for (const [index, size] of sizes.entries()) yield { blob: String(index), bytes: new Uint8Array(size) };
}

async function sizesOf(sizes: readonly number[]) {
  const chunks = await collect(chunksOf(texts(sizes)));
  return chunks.map(({ texts: together, isRest }) => [together.length, isRest]);
}

it.each([
  ['nothing', [], []],
  ['a few small texts', [400, 400, 400], [[3, true]]],
  [
    'one more than fit',
    Array(129).fill(10),
    [
      [128, false],
      [1, true],
    ],
  ],
  ['as many as fit', Array(128).fill(10), [[128, false]]],
  [
    'large texts',
    [100_000, 100_000, 1_000_000, 5],
    [
      [2, false],
      [1, false],
      [1, true],
    ],
  ],
])('divides %s', async (_, sizes, expected) => {
  expect(await sizesOf(sizes)).toEqual(expected);
});
