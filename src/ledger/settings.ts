import { resolve } from 'node:path';
import { z } from 'zod';
import { readAs } from '../model/config/form.ts';

/** Where the ledger is. A `postgres` one is recognised, and is not in this version. */
export type LedgerPlace =
  | { readonly engine: 'sqlite'; readonly path: string }
  /** The address holds a password: it is never shown. */
  | { readonly engine: 'postgres'; readonly url: string };

/** A ledger in a file. */
export type LedgerFile = Extract<LedgerPlace, { readonly engine: 'sqlite' }>;

const PREFIX = 'sqlite:';
const POSTGRES = /^postgres(ql)?:\/\//;

function placeIn(text: string): LedgerPlace | undefined {
  if (POSTGRES.test(text)) return { engine: 'postgres', url: text };
  const path = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  const notFile = path.trim() === '' || path.includes('\0') || path.startsWith('//') || path === ':memory:';
  return notFile || /^[a-z][a-z0-9+.-]+:(\/\/|$)/i.test(path) ? undefined : { engine: 'sqlite', path };
}

/** The config's `ledger`: `sqlite:PATH`, a path, or `postgres://…`. */
export const ledgerForm = z
  .string()
  .describe('The file that records what was called, on a local disk: sqlite:PATH.')
  .transform(readAs(placeIn, 'is no ledger; write sqlite:PATH, such as sqlite:dpsync.db'));

/** The same place with a file's path made absolute; a relative one is taken from `folder`. */
export function resolvePlace(place: LedgerPlace, folder: string): LedgerPlace {
  return place.engine === 'sqlite' ? { ...place, path: resolve(folder, place.path) } : place;
}
