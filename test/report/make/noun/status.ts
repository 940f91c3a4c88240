import { entryKey } from '../../../../src/model/entry.ts';
import type { Distribution, EntryStatus, PointHealth } from '../../../../src/model/views/status.ts';
import { HOUR, NOW } from '../moment.ts';
import { entry } from './entry.ts';

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

/** How far the content is at these distribution points; one of which nothing is said is unknown. */
export function distribution(
  points: Readonly<Record<string, Partial<Omit<PointHealth, 'name'>>>>,
): Distribution {
  const silent = { state: 'unknown', messageId: null, message: null, at: null } as const;
  const healths = Object.entries(points).map(([name, said]): PointHealth => ({ ...silent, ...said, name }));
  const count = (wanted: PointHealth['state']) => healths.filter(({ state }) => state === wanted).length;
  return {
    success: count('success'),
    inProgress: count('inProgress'),
    failed: count('failed'),
    unknown: count('unknown'),
    points: healths,
  };
}
