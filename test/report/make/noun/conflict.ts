import { entryKey } from '../../../../src/model/entry.ts';
import type { Conflict } from '../../../../src/model/plan.ts';
import { entry } from './entry.ts';

/** An entry that is declared in each of these files. */
export function conflict(text: string, files: readonly string[]): Conflict {
  const subject = entry(text);
  const declaredAt = files.map((file) => ({ source: 'content', file, line: 9, column: 7 }));
  return { key: entryKey(subject), entry: subject, declaredAt };
}
