import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findScheduleMistake, readSchedule } from '../../../src/plan/windows/schedule.ts';
import { CLOCKS, daily, openingsBy } from './clocks.ts';

const iso = (at: number | undefined) =>
  at === undefined ? '' : `${new Date(at).toISOString().slice(0, -8)}Z`;

/** The openings between two days, found forwards; found backwards they have to be the same. */
function openings(schedule: string, timeZone: string, [from, to]: readonly [string, string]) {
  const { findNext, findLast } = readSchedule(schedule, timeZone);
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const forwards: number[] = [];
  for (let at = findNext(start - 1); at !== undefined && at < end; at = findNext(at)) forwards.push(at);
  const backwards: number[] = [];
  for (let at = findLast(end - 1); at !== undefined && at >= start; at = findLast(at - 1)) backwards.push(at);
  expect(backwards.toReversed()).toEqual(forwards);
  return forwards.map(iso);
}

describe('an opening at a change of the clock', () => {
  it.each([
    // Europe/Berlin: 02:00 → 03:00 on 29 March 2026, 03:00 → 02:00 on 25 October.
    [
      'is at its own time around a skipped hour',
      '0 22 * * *',
      'Europe/Berlin',
      ['2026-03-28', '2026-03-30'],
      ['2026-03-28T21:00Z', '2026-03-29T20:00Z'],
    ],
    [
      'is right after a skipped hour',
      '30 2 * * *',
      'Europe/Berlin',
      ['2026-03-29', '2026-03-30'],
      ['2026-03-29T01:00Z'],
    ],
    [
      'is right after a skipped hour, once',
      '0,30 2 * * *',
      'Europe/Berlin',
      ['2026-03-29', '2026-03-30'],
      ['2026-03-29T01:00Z'],
    ],
    [
      'is at the first of a repeated hour',
      '30 2 * * *',
      'Europe/Berlin',
      ['2026-10-25', '2026-10-26'],
      ['2026-10-25T00:30Z'],
    ],
    [
      'leaves a skipped hour out, where it follows the clock',
      '30 * * * *',
      'Europe/Berlin',
      ['2026-03-29', '2026-03-29T03:00Z'],
      ['2026-03-29T00:30Z', '2026-03-29T01:30Z', '2026-03-29T02:30Z'],
    ],
    [
      'is in both of a repeated hour, where it follows the clock',
      '30 * * * *',
      'Europe/Berlin',
      ['2026-10-25', '2026-10-25T02:00Z'],
      ['2026-10-25T00:30Z', '2026-10-25T01:30Z'],
    ],
    // America/New_York: 02:00 → 03:00 on 8 March 2026, 02:00 → 01:00 on 1 November.
    [
      'is right after a skipped hour',
      '0 2 * * *',
      'America/New_York',
      ['2026-03-08', '2026-03-09'],
      ['2026-03-08T07:00Z'],
    ],
    [
      'is at the first of a repeated hour',
      '15 1 * * SUN',
      'America/New_York',
      ['2026-11-01', '2026-11-02'],
      ['2026-11-01T05:15Z'],
    ],
    // Australia/Lord_Howe: half an hour, 02:00 → 01:30 on 5 April 2026, 02:00 → 02:30 on 4 October.
    [
      'is right after a skipped half hour',
      '15 2 * * *',
      'Australia/Lord_Howe',
      ['2026-10-03', '2026-10-04'],
      ['2026-10-03T15:30Z'],
    ],
    [
      'is at its own time after a skipped half hour',
      '30 2 * * *',
      'Australia/Lord_Howe',
      ['2026-10-03', '2026-10-04'],
      ['2026-10-03T15:30Z'],
    ],
    [
      'is at the first of a repeated half hour',
      '45 1 * * *',
      'Australia/Lord_Howe',
      ['2026-04-04', '2026-04-05'],
      ['2026-04-04T14:45Z'],
    ],
    // Pacific/Apia had no 30 December 2011.
    [
      'is not there where its whole day is skipped',
      '0 22 * * *',
      'Pacific/Apia',
      ['2011-12-29', '2012-01-01'],
      ['2011-12-29T08:00Z', '2011-12-30T08:00Z', '2011-12-31T08:00Z'],
    ],
    // America/Nuuk: 23:00 → 00:00 in the night to 29 March 2026.
    [
      'is not there where the rest of its day is skipped',
      '30 23 * * *',
      'America/Nuuk',
      ['2026-03-28', '2026-03-31'],
      ['2026-03-28T01:30Z', '2026-03-30T00:30Z'],
    ],
  ] as const)('%s: %s %s', (_, schedule, timeZone, between, expected) => {
    expect(openings(schedule, timeZone, between)).toEqual(expected);
  });
});

describe('an opening by the calendar', () => {
  it.each([
    [
      '0 22 31 * *',
      ['2026-01-01', '2026-07-01'],
      ['2026-01-31T22:00Z', '2026-03-31T22:00Z', '2026-05-31T22:00Z'],
    ],
    [
      '0 22 L * *',
      ['2028-01-01', '2028-04-01'],
      ['2028-01-31T22:00Z', '2028-02-29T22:00Z', '2028-03-31T22:00Z'],
    ],
    ['0 0 29 2 *', ['2026-01-01', '2033-01-01'], ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    ['0 22 * * TUE#2', ['2026-11-01', '2027-01-01'], ['2026-11-10T22:00Z', '2026-12-08T22:00Z']],
    ['0 22 * * FRI#L', ['2026-11-01', '2027-01-01'], ['2026-11-27T22:00Z', '2026-12-25T22:00Z']],
    ['0 22 15W * *', ['2026-08-01', '2026-10-01'], ['2026-08-14T22:00Z', '2026-09-15T22:00Z']],
    ['0 22 13 * FRI', ['2026-11-01', '2026-11-15'], ['2026-11-06T22:00Z', '2026-11-13T22:00Z']],
    ['0 22 1 jan 7', ['2027-01-01', '2027-01-05'], ['2027-01-01T22:00Z', '2027-01-03T22:00Z']],
  ] as const)('%s', (schedule, between, expected) => {
    expect(openings(schedule, 'UTC', between)).toEqual(expected);
  });

  it('counts the moment itself among what was, and not among what comes', () => {
    const { findLast, findNext } = readSchedule('0 22 * * *', 'UTC');
    const at = Date.parse('2026-11-23T22:00Z');
    expect([at - 1, at, at + 1].map((moment) => iso(findLast(moment)))).toEqual([
      '2026-11-22T22:00Z',
      '2026-11-23T22:00Z',
      '2026-11-23T22:00Z',
    ]);
    expect([at - 1, at, at + 1].map((moment) => iso(findNext(moment)))).toEqual([
      '2026-11-23T22:00Z',
      '2026-11-24T22:00Z',
      '2026-11-24T22:00Z',
    ]);
  });
});

it('opens as a clock does that is looked at every minute', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CLOCKS), daily, (clock, schedule) => {
      const { timeZone, from, to } = clock;
      const expected = openingsBy(clock, schedule).filter((at) => at >= from);
      expect(openings(schedule.text, timeZone, [iso(from), iso(to)])).toEqual(expected.map(iso));
    }),
  );
});

it('reads neither the clock nor the zone of the machine', () => {
  const { TZ } = process.env;
  onTestFinished(() => {
    vi.useRealTimers();
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });
  const seen = ['UTC', 'Pacific/Apia', 'America/New_York'].map((zone, index) => {
    process.env.TZ = zone;
    vi.useFakeTimers({ now: Date.UTC(2020 + index, 6, 1), toFake: ['Date'] });
    const machine = `${new Date().getTimezoneOffset()} ${new Date().getFullYear()}`;
    return { machine, found: openings('30 2 * * *', 'Europe/Berlin', ['2026-03-28', '2026-10-27']) };
  });
  expect(seen.map(({ machine }) => machine)).toEqual(['0 2020', '-780 2021', '240 2022']);
  const [first, ...others] = seen.map(({ found }) => found);
  expect(first).toHaveLength(213);
  expect(others).toEqual([first, first]);
});

describe('a schedule', () => {
  it.each([
    '0 22 * * 1-5',
    '*/15 22-23 1,15 JAN-MAR,DEC mon',
    '0  22 L * *',
    '0 0 29 2 *',
    '0 0 31 1,3 *',
    '0 22 * * 7',
  ])('may be %s', (text) => {
    expect(findScheduleMistake(text)).toBeUndefined();
  });

  it.each([
    ['', 'five fields'],
    ['22:00', 'five fields'],
    ['0 0 22 * * 1-5', 'five fields'],
    ['0 22 * *', 'five fields'],
    ['@daily', 'five fields'],
    ['0 22 ? * MON', 'five fields'],
    ['0 22 8-14 * +TUE', 'five fields'],
    ['0 22 * * 1-5\n', 'five fields'],
    ['60 22 * * *', 'Invalid value for minute: 60'],
    ['0 22 * * FRI-MON', 'From value is larger'],
    ['0 22 32 * *', 'Invalid value for day: 31'],
    ['0 22 * * TUE#6', 'nth weekday out of range'],
    ['0 22 * * MOON', 'MOON'],
    ['5/15 22 * * *', 'numeric prefix'],
    ['0 0 30 2 *', 'never opens'],
    ['0 0 31 4,6,9,11 *', 'never opens'],
  ])('may not be %j', (text, said) => {
    expect(findScheduleMistake(text)).toContain(said);
  });

  it('has a mistake or can be read, whatever it is', () => {
    const field = fc.stringMatching(/^[0-9A-Z*,/#?+@-]{0,6}$/);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(field, { maxLength: 7 }).map((fields) => fields.join(' ')),
        ),
        (text) => {
          if (findScheduleMistake(text) !== undefined) return;
          expect(readSchedule(text, 'UTC').findNext(0)).toBeTypeOf('number');
        },
      ),
    );
  });
});
