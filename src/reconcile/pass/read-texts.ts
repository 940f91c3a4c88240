import type { Reading } from '../../model/declaration.ts';
import type { Source } from '../../source/source.ts';
import type { Parts } from '../parts.ts';

/** What one blob says. */
interface ReadText {
  readonly blob: string;
  readonly reading: Reading;
}

/** How many readings are asked for and kept in one go: cheap to store, and no estate is ever in memory at once. */
const TOGETHER = 2000;

/** What each blob says, in no order: from the cache, or read now and then cached. */
export async function* readTexts(
  source: Source,
  blobs: readonly string[],
  parts: Parts,
): AsyncIterable<ReadText> {
  const missing: string[] = [];
  for (let from = 0; from < blobs.length; from += TOGETHER) {
    const asked = blobs.slice(from, from + TOGETHER);
    const cached = parts.cache.get(parts.reader.version, asked);
    for (const [blob, reading] of cached) yield { blob, reading };
    missing.push(...asked.filter((blob) => !cached.has(blob)));
  }
  if (missing.length > 0) yield* readAnew(source, missing, parts);
}

async function* readAnew(source: Source, missing: readonly string[], parts: Parts): AsyncIterable<ReadText> {
  const { cache, reader, listen } = parts;
  let fresh: ReadText[] = [];
  let done = 0;
  const keep = () => {
    cache.put(reader.version, fresh);
    listen({ type: 'reading', source: source.name, done, total: missing.length });
    fresh = [];
  };
  for await (const item of reader.read(source.read(missing))) {
    yield item;
    fresh.push(item);
    done += 1;
    if (fresh.length >= TOGETHER) keep();
  }
  keep();
}
