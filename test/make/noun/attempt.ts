import type { Intent } from '../../../src/model/attempt.ts';
import { digestOf } from '../../../src/model/digest.ts';
import { type Entry, entryKey, parseEntry } from '../../../src/model/entry.ts';

/** The entry in `SITE/PACKAGE/GROUP`. */
export function makeEntry(text: string): Entry {
  const entry = parseEntry(text);
  if (!entry) throw new Error(`${text} is no entry`);
  return entry;
}

/** An intent to call an entry at a revision. */
export function makeIntent(text = 'P01/P0100012/Branch', revision = '1', more: Partial<Intent> = {}): Intent {
  const entry = makeEntry(text);
  return {
    run: 'run000000001',
    key: entryKey(entry),
    entry,
    digest: digestOf(entry, revision),
    revision,
    groupId: '{6617708D-0F98-4898-8D05-9E882C23DCB2}',
    commit: 'c'.repeat(40),
    author: 'Ann <ann@corp.example>',
    reason: 'CHG0012345',
    cause: 'new',
    wave: 0,
    bytes: 1_048_576,
    points: 2,
    snapshot: null,
    actor: 'ann@admin01',
    startedAt: 1_000,
    deadline: 61_000,
    ...more,
  };
}
