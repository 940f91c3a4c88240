import { describe, expect, it } from 'vitest';
import { entryStatusText, statusText } from '../../../../src/report/text/status/status.ts';
import { HOUR, NOW } from '../../make/moment.ts';
import { entry } from '../../make/noun/entry.ts';
import { held } from '../../make/noun/planned.ts';
import { distribution, status } from '../../make/noun/status.ts';
import { textOptions } from '../../make/text.ts';

const HOLD = held('P01/P0100003/Campus', {
  by: 'failed',
  message: 'Return value 5.',
  remedy: { kind: 'retry', entry: entry('P01/P0100003/Campus') },
}).held;
const ENTRIES = [
  status('P01/P0100001/Campus'),
  status('P01/P0100002/Branch Offices EU', {
    health: 'Degraded',
    message: 'Sent again.',
    distribution: distribution({
      DP01: { state: 'success' },
      DP02: { state: 'failed' },
      DP03: { state: 'inProgress' },
    }),
  }),
  status('P01/P0100003/Campus', { sync: 'Failed', revision: '2', message: 'Return value 5.', held: HOLD }),
  status('P01/P0100004/Campus', { sync: 'OutOfSync', appliedAt: null, appliedRevision: null }),
];

describe('the status for people', () => {
  it('shows what needs attention, in two words that are never one, and what helps', () => {
    expect(statusText(ENTRIES, textOptions())).toBe(
      `
ENTRY                           SYNC       HEALTH               REVISION  APPLIED    MESSAGE
P01/P0100002/Branch Offices EU  Synced     Degraded 1/3 failed  1         3h ago     Sent again. · failed: DP02
P01/P0100003/Campus             Failed     Unknown              2         1, 3h ago  Return value 5.
P01/P0100004/Campus             OutOfSync  Unknown              1         never

Held by failed (1)
  → mend the cause, then dpsync retry "P01/P0100003/Campus"

4 entries. Sync: 2 Synced, 1 Failed, 1 OutOfSync. Health: 3 Unknown, 1 Degraded.
1 not shown; --all shows all.
`.slice(1),
    );
  });

  it('puts the message below the entry where the terminal is narrow', () => {
    expect(statusText(ENTRIES.slice(1, 2), textOptions({ width: 80, quiet: true }))).toBe(
      `
ENTRY                           SYNC    HEALTH               REVISION  APPLIED
P01/P0100002/Branch Offices EU  Synced  Degraded 1/3 failed  1         3h ago
   Sent again. · failed: DP02
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

  it('names three of the distribution points that failed, and counts the others', () => {
    const names = ['DP05', 'DP04', 'DP03', 'DP02', 'DP01'];
    const failed = distribution(Object.fromEntries(names.map((name) => [name, { state: 'failed' }])));
    const degraded = status('P01/P0100002/Campus', { health: 'Degraded', distribution: failed });
    expect(statusText([degraded], textOptions())).toContain('failed: DP01, DP02, DP03 and 2 more');
  });

  it('counts those that have the content where none failed', () => {
    const points = distribution({ DP01: { state: 'success' }, DP02: { state: 'inProgress' } });
    const progressing = status('P01/P0100002/Campus', { health: 'Progressing', distribution: points });
    expect(statusText([progressing], textOptions({ all: true }))).toContain(' Progressing 1/2 ');
  });
});

describe('the status of one entry for people', () => {
  it('lists each distribution point, failed ones first, with what the site said and when', () => {
    const entry = status('P01/P0100002/Campus', {
      health: 'Degraded',
      distribution: distribution({
        'dp01.corp.example': {
          state: 'success',
          messageId: 2384,
          message: 'The content was verified.',
          at: NOW - HOUR,
        },
        'dp02.corp.example': { state: 'failed', messageId: 9999, at: NOW - 2 * HOUR },
        'dp03.corp.example': {},
      }),
    });
    expect(entryStatusText(entry, textOptions())).toBe(
      `
ENTRY                SYNC    HEALTH               REVISION  APPLIED  MESSAGE
P01/P0100002/Campus  Synced  Degraded 1/3 failed  1         3h ago   failed: dp02.corp.example

Distribution points (3)
  NAME               STATE    SAID    MESSAGE
  dp02.corp.example  failed   2h ago  9999
  dp03.corp.example  unknown
  dp01.corp.example  success  1h ago  2384 The content was verified.
`.slice(1),
    );
  });

  it('says what helps where it is held, and nothing of distribution points where the site was not asked', () => {
    const entry = status('P01/P0100003/Campus', { sync: 'Failed', message: 'Return value 5.', held: HOLD });
    expect(entryStatusText(entry, textOptions())).toBe(
      `
ENTRY                SYNC    HEALTH   REVISION  APPLIED  MESSAGE
P01/P0100003/Campus  Failed  Unknown  1         3h ago   Return value 5.

Held by failed (1)
  → mend the cause, then dpsync retry "P01/P0100003/Campus"
`.slice(1),
    );
  });
});
