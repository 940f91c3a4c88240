// JSON and text leave out the same entries of a status.
import type { EntryStatus } from '../model/views/status.ts';

/** Whether `status` shows the entry without --all: it is not Synced, or it is Degraded. */
export function needsAttention(status: EntryStatus): boolean {
  return status.sync !== 'Synced' || status.health === 'Degraded';
}
