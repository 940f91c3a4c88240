import { expect, it } from 'vitest';
import type { Text } from '../../../src/declare/declare.ts';
import { readTexts } from '../../../src/declare/read.ts';
import { simpleFirst } from '../../../src/declare/simple/first.ts';
import type { ParseWorker } from '../../../src/declare/threads/parse-workers.ts';
import { declarationYaml } from '../../make/noun/declaration.ts';

const text = (blob: string, written: string): Text => ({ blob, bytes: new TextEncoder().encode(written) });
const simple = text('simple', declarationYaml());
const difficult = text('difficult', `${declarationYaml()}---\n`);

/** A worker that notes what it was given. */
function makeWorker(answer: (texts: readonly Text[]) => ReturnType<typeof readTexts> | null = readTexts) {
  const given: (readonly Text[])[] = [];
  const worker: ParseWorker = {
    async read(texts) {
      given.push(texts);
      return answer(texts);
    },
  };
  return { worker: simpleFirst(worker), given };
}

it('reads simple texts itself', async () => {
  const { worker, given } = makeWorker();
  expect(await worker.read([simple])).toEqual(readTexts([simple]));
  expect(given).toEqual([]);
});

it('leaves the rest to the worker behind it', async () => {
  const { worker, given } = makeWorker();
  expect(await worker.read([difficult, simple])).toEqual(readTexts([simple, difficult]));
  expect(given).toEqual([[difficult]]);
});

it('gives nothing where a text broke the worker behind it', async () => {
  const { worker } = makeWorker(() => null);
  expect(await worker.read([simple, difficult])).toBeNull();
});
