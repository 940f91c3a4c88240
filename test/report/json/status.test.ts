import { describe, expect, it } from 'vitest';
import { statusDocument } from '../../../src/report/json/status.ts';
import { NOW } from '../make/moment.ts';
import { held } from '../make/noun/planned.ts';
import { distribution, status } from '../make/noun/status.ts';
import { wrongBySchema } from '../make/schema-check.ts';

const SYNCED = status('P01/P0100001/Campus');
const DEGRADED = status('P01/P0100002/Campus', {
  health: 'Degraded',
  distribution: distribution({
    DP01: { state: 'success', messageId: 2384, message: 'The content was verified.', at: NOW },
    DP02: { state: 'failed', messageId: 9999, message: null, at: NOW },
    DP03: { state: 'unknown' },
  }),
});
const HELD = status('P01/P0100003/Campus', {
  sync: 'Held',
  message: 'Suspended.',
  appliedAt: null,
  appliedCommit: null,
  appliedRevision: null,
  held: held('P01/P0100003/Campus', {}).held,
});

describe('the status as JSON', () => {
  it('has an entry with both words, what was applied and when', () => {
    expect(statusDocument([SYNCED], true).entries).toEqual([
      {
        site: 'P01',
        package: 'P0100001',
        group: 'Campus',
        sync: 'Synced',
        health: 'Unknown',
        revision: '1',
        appliedRevision: '1',
        appliedCommit: 'c'.repeat(40),
        appliedAt: '2026-11-23T09:00:00.000Z',
        message: '',
        held: null,
        distribution: null,
      },
    ]);
  });

  it('has each distribution point, failed ones first, with what the site said of it and when', () => {
    expect(statusDocument([DEGRADED], true).entries[0]?.distribution).toEqual({
      success: 1,
      inProgress: 0,
      failed: 1,
      unknown: 1,
      points: [
        { name: 'DP02', state: 'failed', messageId: 9999, message: null, at: '2026-11-23T12:00:00.000Z' },
        { name: 'DP03', state: 'unknown', messageId: null, message: null, at: null },
        {
          name: 'DP01',
          state: 'success',
          messageId: 2384,
          message: 'The content was verified.',
          at: '2026-11-23T12:00:00.000Z',
        },
      ],
    });
  });

  it('shows without all what is not Synced or is Degraded', () => {
    const shown = statusDocument([SYNCED, DEGRADED, HELD], false).entries.map((row) => row.package);
    expect(shown).toEqual(['P0100002', 'P0100003']);
  });

  it('fits the published schema, which knows no other word', () => {
    const document = statusDocument([SYNCED, DEGRADED, HELD], true);
    const other = { ...document, entries: document.entries.map((row) => ({ ...row, sync: 'Fine' })) };
    expect(wrongBySchema('status', document)).toBeNull();
    expect(wrongBySchema('status', other)).not.toBeNull();
  });
});
