import type { Source } from '../../../src/source/source.ts';
import { unasked } from './unasked.ts';

const HEAD = 'a'.repeat(40);

/** A source that can be fetched and has these files, and what a test says otherwise. */
export function makeSource(paths: readonly string[], about: Partial<Source> = {}): Source {
  return {
    name: 'content',
    id: 'content-id',
    url: 'https://git.corp.example/eud/content.git',
    fetch: async () => HEAD,
    head: async () => HEAD,
    resolve: unasked,
    changes: async () => ({
      whole: true,
      files: paths.map((path) => ({ path, blob: 'b'.repeat(40) })),
      removed: [],
      skipped: [],
    }),
    read: () => {
      throw new Error('no text is read by a doctor');
    },
    lastChanges: unasked,
    verify: async () => ({ verified: true, key: null }),
    watch: unasked,
    ...about,
  };
}
