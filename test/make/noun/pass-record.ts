import type { PassRecord } from '../../../src/ledger/ledger.ts';

type SourcePart = PassRecord['sources'][number];

/** What a pass found in one source, and nothing else. */
export function makePassRecord(source: Partial<SourcePart> = {}, more: Partial<PassRecord> = {}): PassRecord {
  return {
    sources: [
      {
        id: 'git:content',
        name: 'content',
        commit: 'a'.repeat(40),
        readUnder: 'reader 1',
        unverified: null,
        files: [],
        removed: [],
        ...source,
      },
    ],
    runs: [],
    sizes: new Map(),
    pending: { set: [], clear: [] },
    ...more,
  };
}
