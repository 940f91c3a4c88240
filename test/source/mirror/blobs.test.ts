import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import { LARGEST_BLOB, parseBatch } from '../../../src/source/mirror/blobs.ts';
import type { BlobText, Source } from '../../../src/source/source.ts';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeTempRepo, runGit } from '../../make/git/temp-repo.ts';

async function readAll(texts: AsyncIterable<BlobText>): Promise<readonly BlobText[]> {
  const all: BlobText[] = [];
  for await (const text of texts) all.push(text);
  return all;
}

const show = (text: BlobText) =>
  'bytes' in text ? Buffer.from(text.bytes).toString('utf8') : `too large: ${text.tooLarge}`;

async function blobsOf(source: Source): Promise<readonly string[]> {
  const { files } = await source.changes(await source.fetch(), null);
  return files.map(({ blob }) => blob);
}

describe('the texts of blobs', () => {
  it('come as they are, up to the limit; what is larger is only measured', async () => {
    using repo = makeTempRepo();
    const just = 'x'.repeat(LARGEST_BLOB);
    const over = 'y'.repeat(LARGEST_BLOB + 1);
    const far = 'z\n'.repeat(2 * LARGEST_BLOB);
    repo.commit({ 'a.yaml': '', 'b.yaml': just, 'c.yaml': over, 'd.yaml': far, 'e.yaml': 'ä\r\n\0' });
    const source = makeGitSource(repo);
    const texts = await readAll(source.read(await blobsOf(source)));
    expect(texts.map(show)).toEqual([
      ...['', just, `too large: ${over.length}`, `too large: ${far.length}`, 'ä\r\n\0'],
    ]);
  });

  it('come for ten thousand blobs at once, to a reader that is slow', async () => {
    using repo = makeTempRepo();
    const files = Array.from({ length: 10_000 }, (_, index) => ({
      mode: '100644',
      path: `f${index}.yaml`,
      text: `number: ${index}\n${'#'.repeat(380)}`,
    }));
    repo.commitRaw({ entries: files });
    const source = makeGitSource(repo);
    const blobs = await blobsOf(source);
    const seen = new Set<string>();
    for await (const { blob } of source.read(blobs)) {
      seen.add(blob);
      if (seen.size % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen).toEqual(new Set(blobs));
    expect(seen.size).toBe(10_000);
  });

  it('may be left half-way', async () => {
    using repo = makeTempRepo();
    repo.commit({ 'a.yaml': 'one', 'b.yaml': 'x'.repeat(LARGEST_BLOB), 'c.yaml': 'three' });
    const source = makeGitSource(repo);
    for await (const text of source.read(await blobsOf(source))) {
      expect(show(text)).toBe('one');
      break;
    }
    expect(await readAll(source.read([]))).toEqual([]);
  });

  it('are refused for what is no blob id', async () => {
    using repo = makeTempRepo();
    const source = makeGitSource(repo);
    await expect(readAll(source.read(['--batch-all-objects']))).rejects.toMatchObject({ code: 'DPS3052' });
  });

  it('are a Failure where the mirror does not hold one; it is made anew then', async () => {
    using repo = makeTempRepo();
    const commit = repo.commit({ 'a.yaml': 'one' });
    const source = makeGitSource(repo);
    const blobs = await blobsOf(source);
    const missing = '0123456789012345678901234567890123456789';
    const tree = runGit(repo.url, ['rev-parse', `${commit}^{tree}`]);
    for (const odd of [missing, tree]) {
      await expect(readAll(source.read([...blobs, odd]))).rejects.toMatchObject({
        code: 'DPS3010',
        consequence: 'retry',
      });
      await expect(source.head()).rejects.toMatchObject({ code: 'DPS3044' });
      expect(await source.fetch()).toBe(commit);
    }
    expect((await readAll(source.read(blobs))).map(show)).toEqual(['one']);
  });
});

it('reads the answers of git however they are cut into pieces', async () => {
  const id = (index: number) => index.toString(16).padStart(40, '0');
  const text = fc.uint8Array({ maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { maxLength: 8 }),
      fc.integer({ min: 1, max: 50 }),
      async (texts, cut) => {
        const answers = texts.map((bytes, index) =>
          Buffer.concat([Buffer.from(`${id(index)} blob ${bytes.length}\n`), bytes, Buffer.from('\n')]),
        );
        const read = await readAll(
          parseBatch(pieces(Buffer.concat(answers), cut), () => new Failure({ code: 'x' }, 'refused')),
        );
        expect(read).toEqual(
          texts.map((bytes, index) => ({ blob: id(index), bytes: new Uint8Array(bytes) })),
        );
      },
    ),
  );
});

async function* pieces(all: Buffer, cut: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < all.length; start += cut) yield all.subarray(start, start + cut);
}
