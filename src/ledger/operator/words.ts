import type { Word } from '../../model/views/history.ts';
import { chunksOf, IN_ONE_INSERT } from '../chunks.ts';
import type { NumberedWord } from '../ledger.ts';
import type { Db } from '../schema.ts';

/** Records what an operator said. */
export async function recordWords(db: Db, words: readonly Word[]): Promise<void> {
  for (const chunk of chunksOf(words, IN_ONE_INSERT)) {
    await db
      .insertInto('words')
      .values(chunk.map(({ at, actor, word, target, reason }) => ({ at, actor, word, target, reason })))
      .execute();
  }
}

const MOST_WORDS = 1000;

/** The words that came after this one, oldest first, and the number of the newest among them; null: that number alone. */
export async function readWordsAfter(
  db: Db,
  after: number | null,
): Promise<{ readonly newest: number; readonly words: readonly NumberedWord[] }> {
  if (after === null) {
    const row = await db
      .selectFrom('words')
      .select(({ fn }) => fn.max('id').as('newest'))
      .executeTakeFirst();
    return { newest: Number(row?.newest ?? 0), words: [] };
  }
  const words = await db
    .selectFrom('words')
    .select(['id', 'at', 'actor', 'word', 'target', 'reason'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(MOST_WORDS)
    .execute();
  return { newest: words.at(-1)?.id ?? after, words };
}
