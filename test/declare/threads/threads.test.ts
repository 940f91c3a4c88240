import { expect, it, onTestFinished } from 'vitest';
import type { Reader, Text } from '../../../src/declare/declare.ts';
import { readTexts } from '../../../src/declare/read.ts';
import { openReader, type ReaderOptions } from '../../../src/declare/threads/threads.ts';
import { collect } from '../../make/collect.ts';
import { declarationYaml } from '../../make/noun/declaration.ts';

const never = () => new AbortController().signal;

function makeReader(options: Partial<ReaderOptions> = {}): Reader {
  const reader = openReader({ threads: 2, limit: never, memory: 1024, ...options });
  onTestFinished(() => reader.close());
  return reader;
}

/** So many declarations, no two alike; 300 are more than two chunks. The mark at their end is for a thread to read. */
const makeTexts = (count: number): Text[] =>
  Array.from({ length: count }, (_, index) => ({
    blob: `blob${String(index).padStart(5, '0')}`,
    bytes: new TextEncoder().encode(`${declarationYaml({ name: `document ${index}` })}---\n`),
  }));

async function* stream(texts: readonly Text[]): AsyncGenerator<Text> {
  yield* texts;
}

const readAll = async (reader: Reader, texts: readonly Text[]) =>
  (await collect(reader.read(stream(texts)))).sort((one, other) => (one.blob < other.blob ? -1 : 1));

it.each([0, 3, 128, 300])('gives the same for %i texts as reading them here', async (count) => {
  const texts = makeTexts(count);
  expect(await readAll(makeReader(), texts)).toEqual(readTexts(texts));
});

it('reads bytes that are a part of a larger memory, and texts too large to be looked at', async () => {
  const memory = new TextEncoder().encode(declarationYaml().repeat(3));
  const part = { blob: 'part', bytes: memory.subarray(0, memory.length / 3) };
  const texts: Text[] = [...makeTexts(200), part, { blob: 'too large', tooLarge: 2_000_000 }];
  expect(await readAll(makeReader(), texts)).toEqual(
    readTexts(texts).toSorted((a, b) => (a.blob < b.blob ? -1 : 1)),
  );
});

it('starts a thread anew that took too long, and reads its texts one by one', async () => {
  let limits = 0;
  // The first chunk's time is over before it begins; the others have all the time.
  const limit = () => {
    limits += 1;
    return limits === 1 ? AbortSignal.abort() : never();
  };
  const texts = makeTexts(300);
  expect(await readAll(makeReader({ threads: 1, limit }), texts)).toEqual(readTexts(texts));
  expect(limits).toBe(1 + 128 + 2);
});

it('makes a problem of a text that takes too long even alone', async () => {
  const limit = () => AbortSignal.abort();
  const [large] = makeTexts(1);
  const texts = [{ blob: 'large', bytes: new Uint8Array(200_000).fill(32) }, ...(large ? [large] : [])];
  const readings = await readAll(makeReader({ threads: 1, limit }), texts);
  expect(readings).toMatchObject([
    { blob: 'blob00000', reading: { problems: [{ code: 'DPS1010', line: 1, column: 1 }] } },
    { blob: 'large', reading: { problems: [], unreadable: { code: 'DPS1010' }, foreign: 1 } },
  ]);
});

it('makes a problem of a text that takes more memory than there is, and reads the others', async () => {
  const glutton = {
    blob: 'glutton',
    bytes: new TextEncoder().encode('# dpsync/v1\n'.padEnd(1 << 20, '- a\n')),
  };
  const texts = [...makeTexts(20), glutton, ...makeTexts(40).slice(20)];
  const readings = await readAll(makeReader({ threads: 1, memory: 64 }), texts);
  expect(readings.slice(0, 40)).toEqual(readTexts(makeTexts(40)));
  expect(readings[40]).toMatchObject({ blob: 'glutton', reading: { problems: [{ code: 'DPS1010' }] } });
});

it('takes no more texts when nobody wants the rest, and lets go of them', async () => {
  let asked = 0;
  let isLetGo = false;
  async function* counted() {
    try {
      for (const text of makeTexts(5000)) {
        asked += 1;
        yield text;
      }
    } finally {
      isLetGo = true;
    }
  }
  for await (const item of makeReader().read(counted())) {
    expect(item.reading.problems).toEqual([]);
    break;
  }
  expect(asked).toBeLessThan(1000);
  expect(isLetGo).toBe(true);
});

it('throws what the texts throw', async () => {
  async function* broken() {
    yield* makeTexts(300);
    throw new Error('the remote is gone');
  }
  await expect(collect(makeReader().read(broken()))).rejects.toThrow('the remote is gone');
});

it('throws a Failure when it is closed while it reads', async () => {
  const reader = makeReader();
  const reading = reader.read(stream(makeTexts(2000)))[Symbol.asyncIterator]();
  await reading.next();
  await reader.close();
  const rest = async () => {
    for (let next = await reading.next(); !next.done; next = await reading.next());
  };
  await expect(rest()).rejects.toMatchObject({ name: 'Failure', code: 'DPS1902' });
});
