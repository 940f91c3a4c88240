import { describe, expect, it } from 'vitest';
import { guardsForm, retryForm, wavesForm } from '../../src/plan/settings.ts';
import { makeWindow } from '../make/noun/window.ts';

describe('what the config leaves out', () => {
  it('is as the contract says', () => {
    expect(guardsForm.parse(undefined)).toEqual({
      firstRun: 'hold',
      maxCallsPerRun: 200,
      maxFailures: 10,
      maxAge: 14 * 86_400_000,
      runningFor: 4 * 3_600_000,
    });
    expect(wavesForm.parse({})).toEqual({ gate: 'accepted', tolerance: 0, timeout: 86_400_000 });
    expect(retryForm.parse({ backoff: { factor: 3 } })).toEqual({
      limit: 5,
      backoff: { initial: 30_000, factor: 3, max: 1_800_000 },
    });
  });
});

describe('a window', () => {
  it('lasts milliseconds, and is one of UTC and for every entry where nothing else is said', () => {
    const written = { kind: 'deny', schedule: '0 0 18 12 *', duration: '20d' };
    expect(guardsForm.parse({ windows: [written] }).windows).toEqual([
      { ...written, duration: 20 * 86_400_000, timeZone: 'UTC' },
    ]);
  });

  it.each(['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'CET', 'Etc/GMT-2'])('may be in %s', (timeZone) => {
    expect(makeWindow({ timeZone }).timeZone).toBe(timeZone);
  });

  it.each([
    ['in a zone that there is not', { timeZone: 'Europe/Bonn' }, 'is no time zone'],
    ['in a zone as Windows calls it', { timeZone: 'W. Europe Standard Time' }, 'is no time zone'],
    ['in an offset, which knows no summer time', { timeZone: '+01:00' }, 'is no time zone'],
    ['for less than a minute', { duration: '59s' }, 'is no duration from 1m to 366d'],
    ['for more than a year', { duration: '367d' }, 'is no duration from 1m to 366d'],
    ['that never opens', { schedule: '0 0 30 2 *' }, 'never opens: there is no such day'],
    ['that speaks of no site', { match: { sites: [] } }, '>=1'],
    ['for what is no site code', { match: { sites: ['P0'] } }, 'must be a site code'],
    ['for what is no PackageID', { match: { packages: ['Office'] } }, 'must be a PackageID'],
    ['for what is no group', { match: { groups: [' '] } }, 'must be the name of a group'],
    ['with a key that there is not', { match: { group: ['A'] } }, 'group'],
  ])('may not be %s', (_, written, message) => {
    const { error } = guardsForm.safeParse({
      windows: [{ kind: 'deny', schedule: '0 0 * * *', duration: '1h', ...written }],
    });
    expect(error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});

describe('what the config gets wrong', () => {
  it.each([
    ['a key that there is not', guardsForm, { maxCalls: 1 }, 'maxCalls'],
    ['a word that there is not', guardsForm, { firstRun: 'maybe' }, 'hold'],
    ['a budget of nothing', guardsForm, { maxCallsPerRun: 0 }, '>=1'],
    ['a duration without its unit', guardsForm, { maxAge: '14' }, 'is no duration; write 500ms'],
    ['a size without its unit', guardsForm, { maxBytesPerRun: '500' }, 'is no size; write 10MB'],
    ['more than everything', wavesForm, { tolerance: '101%' }, 'is no percentage'],
    ['a back-off that shrinks', retryForm, { backoff: { factor: 0.5 } }, '>=1'],
    ['less than no retry', retryForm, { limit: -1 }, '>=0'],
  ])('is told: %s', (_, form, written, message) => {
    const { error } = form.safeParse(written);
    expect(error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});
