import type { Ledger } from '../ledger/ledger.ts';
import { type Entry, parseEntry } from '../model/entry.ts';

/** Every entry that the ledger has as declared, of every source that it knows; group names as they are compared. */
export async function readDeclared(ledger: Ledger): Promise<readonly Entry[]> {
  const sources = await ledger.sources();
  const keys = await ledger.declaredKeys(sources.map(({ id }) => id));
  return keys.flatMap((key) => parseEntry(key) ?? []);
}
