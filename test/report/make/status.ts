import { entryKey } from '../../../src/model/entry.ts';
import type { EntryStatus } from '../../../src/model/status.ts';
import { entry } from './entry.ts';
import { HOUR, NOW } from './moment.ts';

/** An entry that is applied, or what a test says otherwise. */
export function status(text: string, about: Partial<EntryStatus> = {}): EntryStatus {
  const subject = entry(text);
  return {
    key: entryKey(subject),
    entry: subject,
    sync: 'Synced',
    health: 'Unknown',
    revision: '1',
    appliedRevision: '1',
    appliedCommit: 'c'.repeat(40),
    appliedAt: NOW - 3 * HOUR,
    message: '',
    held: null,
    distribution: null,
    ...about,
  };
}
