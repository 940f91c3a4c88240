import type { PassRecord } from '../../../src/ledger/ledger.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import { digestOf } from '../../../src/model/digest.ts';
import { entryKey } from '../../../src/model/entry.ts';
import { makeEntry } from './attempt.ts';

type DeclaredFile = PassRecord['sources'][number]['files'][number];

/** One entry as a document declares it. */
export function makeDeclaration(text: string, more: Partial<Declaration> = {}): Declaration {
  const entry = makeEntry(text);
  const revision = more.revision ?? '1';
  return {
    key: entryKey(entry),
    entry,
    digest: digestOf(entry, revision),
    revision,
    name: 'office-content',
    labels: [['ring', 'broad']],
    reason: null,
    wave: 0,
    suspend: false,
    notBefore: null,
    notAfter: null,
    line: 8,
    column: 7,
    ...more,
  };
}

/** A file without a problem that declares these entries. */
export function makeDeclaredFile(
  path: string,
  entries: readonly string[],
  more: Partial<DeclaredFile> = {},
): DeclaredFile {
  return {
    path,
    blob: `blob of ${path}`,
    commit: 'f'.repeat(40),
    author: 'Ann <ann@corp.example>',
    declares: entries.length > 0,
    problems: [],
    skipped: null,
    declarations: entries.map((text) => makeDeclaration(text)),
    ...more,
  };
}
