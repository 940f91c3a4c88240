import { expect, it } from 'vitest';
import type { Text } from '../../../src/declare/declare.ts';
import { readTexts } from '../../../src/declare/read.ts';
import { simpleFirst } from '../../../src/declare/simple/first.ts';
import type { Lane } from '../../../src/declare/threads/lanes.ts';
import { declarationYaml } from '../../make/noun/declaration.ts';

const text = (blob: string, written: string): Text => ({ blob, bytes: new TextEncoder().encode(written) });
const simple = text('simple', declarationYaml());
const difficult = text('difficult', `${declarationYaml()}---\n`);

/** A lane that notes what it was given. */
function makeLane(answer: (texts: readonly Text[]) => ReturnType<typeof readTexts> | null = readTexts) {
  const given: (readonly Text[])[] = [];
  const lane: Lane = {
    async read(texts) {
      given.push(texts);
      return answer(texts);
    },
  };
  return { lane: simpleFirst(lane), given };
}

it('reads simple texts itself', async () => {
  const { lane, given } = makeLane();
  expect(await lane.read([simple])).toEqual(readTexts([simple]));
  expect(given).toEqual([]);
});

it('leaves the rest to the lane behind it', async () => {
  const { lane, given } = makeLane();
  expect(await lane.read([difficult, simple])).toEqual(readTexts([simple, difficult]));
  expect(given).toEqual([[difficult]]);
});

it('gives nothing where a text broke the lane behind it', async () => {
  const { lane } = makeLane(() => null);
  expect(await lane.read([simple, difficult])).toBeNull();
});
