import { type Entry, parseEntry } from '../../../../src/model/entry.ts';

/** The entry in `SITE/PACKAGE/GROUP`. */
export function entry(text: string): Entry {
  const parsed = parseEntry(text);
  if (!parsed) throw new Error(`${text} is no entry`);
  return parsed;
}
