import type { Word } from '../model/history.ts';
import { chunksOf, IN_ONE_INSERT } from './chunks.ts';
import type { Db } from './schema.ts';

/** Records what an operator said. */
export async function recordWords(db: Db, words: readonly Word[]): Promise<void> {
  for (const chunk of chunksOf(words, IN_ONE_INSERT)) {
    await db
      .insertInto('words')
      .values(chunk.map(({ at, actor, word, target, reason }) => ({ at, actor, word, target, reason })))
      .execute();
  }
}
