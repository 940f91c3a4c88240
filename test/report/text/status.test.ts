import { describe, expect, it } from 'vitest';
import { statusText } from '../../../src/report/text/status.ts';
import { held } from '../make/planned.ts';
import { status } from '../make/status.ts';
import { textOptions } from '../make/text.ts';

const HOLD = held('P01/P0100003/Campus', {
  by: 'failed',
  message: 'Return value 5.',
  remedy: 'Declare a new revision.',
}).held;
const ENTRIES = [
  status('P01/P0100001/Campus'),
  status('P01/P0100002/Branch Offices EU', {
    health: 'Degraded',
    message: '1 of 14 distribution points failed.',
    distribution: { success: 12, inProgress: 1, failed: 1, unknown: 0, points: [] },
  }),
  status('P01/P0100003/Campus', { sync: 'Failed', revision: '2', message: 'Return value 5.', held: HOLD }),
  status('P01/P0100004/Campus', { sync: 'OutOfSync', appliedAt: null, appliedRevision: null }),
];

describe('the status for people', () => {
  it('shows what needs attention, in two words that are never one, and what helps', () => {
    expect(statusText(ENTRIES, textOptions())).toBe(
      `
ENTRY                           SYNC       HEALTH          REVISION  APPLIED    MESSAGE
P01/P0100002/Branch Offices EU  Synced     Degraded 12/14  1         3h ago     1 of 14 distribution points failed.
P01/P0100003/Campus             Failed     Unknown         2         1, 3h ago  Return value 5.
P01/P0100004/Campus             OutOfSync  Unknown         1         never

Held by failed (1)
  → Declare a new revision.

4 entries. Sync: 2 Synced, 1 Failed, 1 OutOfSync. Health: 3 Unknown, 1 Degraded.
1 not shown; --all shows all.
`.slice(1),
    );
  });

  it('puts the message below the entry where the terminal is narrow', () => {
    expect(statusText(ENTRIES.slice(1, 2), textOptions({ width: 80, quiet: true }))).toBe(
      `
ENTRY                           SYNC    HEALTH          REVISION  APPLIED
P01/P0100002/Branch Offices EU  Synced  Degraded 12/14  1         3h ago
   1 of 14 distribution points failed.
`.slice(1),
    );
  });

  it('shows every entry with all', () => {
    const text = statusText(ENTRIES, textOptions({ all: true }));
    expect(text).toContain('P01/P0100001/Campus');
    expect(text).not.toContain('not shown');
  });

  it('says that there is nothing yet', () => {
    expect(statusText([], textOptions())).toBe('Nothing needs attention.\n--all shows every entry.\n');
    expect(statusText([], textOptions({ all: true }))).toBe(
      'No entries.\n`dpsync plan` shows what the sources declare.\n',
    );
  });
});
