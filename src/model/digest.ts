// At most once is per entry and digest, for ever: were this text to change, every estate would be sent anew.
import { hash } from 'node:crypto';
import type { Brand } from './brand.ts';
import { type Entry, groupKey } from './entry.ts';
import { normalRevision } from './revision.ts';

/** SHA-256, in hex, of what an entry means: site, package, group and revision. */
export type Digest = Brand<string, 'Digest'>;

const VERSION = 'dpsync/entry/1';

/**
 * The digest of an entry at a revision. Spelling (case, Unicode form) of the group does not count, nor does
 * the Unicode form of the revision or white space around it; everything else that a document says is no part of it.
 */
export function digestOf(entry: Entry, revision: string): Digest {
  const meaning = [VERSION, entry.site, entry.package, groupKey(entry.group), normalRevision(revision)];
  return hash('sha256', JSON.stringify(meaning), 'hex') as Digest;
}
