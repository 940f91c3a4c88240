import type { Word } from '../../../src/model/views/history.ts';

/** Something that an operator said: that a first run may go, unless said otherwise. */
export function makeWord(more: Partial<Word> = {}): Word {
  return { at: 5_000, actor: 'ann@admin01', word: 'firstRun', target: 'content', reason: null, ...more };
}
