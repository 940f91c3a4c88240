import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowSettings } from '../../../src/plan/windows/form.ts';
import { windowsAt } from '../../../src/plan/windows/windows-at.ts';
import { entry } from '../../make/noun/plan.ts';
import { makeWindow } from '../../make/noun/window.ts';
import { CLOCKS, type Clock, type Daily, daily, openingsBy } from './clocks.ts';

const MINUTE = 60_000;
const WHAT = { entry: entry(), labels: [] };
const allow = (written: Readonly<Record<string, unknown>> = {}) => makeWindow({ kind: 'allow', ...written });
const deny = (written: Readonly<Record<string, unknown>> = {}) => makeWindow({ kind: 'deny', ...written });

/** `open`, or until when it is closed. */
function stateAt(windows: readonly WindowSettings[], moment: string): string {
  const closed = windowsAt(windows, Date.parse(moment))(WHAT);
  if (!closed) return 'open';
  return closed.until === null ? 'closed' : `until ${new Date(closed.until).toISOString().slice(0, -8)}Z`;
}

const NIGHTS = allow({ schedule: '0 22 * * 1-5', duration: '8h' });
const WEEKENDS = allow({ schedule: '0 0 * * SAT', duration: '2d' });
const FREEZE = deny({ schedule: '0 0 18 12 *', duration: '20d' });
const LUNCH = deny({ schedule: '0 12 * * *', duration: '1h' });
const ALWAYS = deny({ schedule: '* * * * *', duration: '1m' });

// 2026-11-23 is a Monday.
describe('at a moment it is', () => {
  it.each<readonly [string, readonly WindowSettings[], string, string]>([
    ['open without windows', [], '2026-11-23T12:00Z', 'open'],
    ['closed before an allow window', [NIGHTS], '2026-11-23T21:59:59.999Z', 'until 2026-11-23T22:00Z'],
    ['open from its beginning', [NIGHTS], '2026-11-23T22:00Z', 'open'],
    ['open up to its end', [NIGHTS], '2026-11-24T05:59:59.999Z', 'open'],
    ['closed at its end', [NIGHTS], '2026-11-24T06:00Z', 'until 2026-11-24T22:00Z'],
    ['closed over days', [NIGHTS], '2026-11-28T06:00Z', 'until 2026-11-30T22:00Z'],
    ['open in any of several', [NIGHTS, WEEKENDS], '2026-11-28T07:00Z', 'open'],
    ['open where one begins in another', [NIGHTS, WEEKENDS], '2026-11-28T03:00Z', 'open'],
    ['closed until the first of several', [WEEKENDS, NIGHTS], '2026-11-27T12:00Z', 'until 2026-11-27T22:00Z'],
    ['closed by a deny window', [LUNCH], '2026-11-23T12:30Z', 'until 2026-11-23T13:00Z'],
    ['open outside of it', [LUNCH], '2026-11-23T13:00Z', 'open'],
    ['closed by deny inside of allow', [NIGHTS, FREEZE], '2026-12-18T23:00Z', 'until 2027-01-07T00:00Z'],
    ['closed by deny that began before', [NIGHTS, FREEZE], '2027-01-06T23:59Z', 'until 2027-01-07T00:00Z'],
    [
      'closed until allow opens after deny',
      [NIGHTS, deny({ schedule: '0 20 23 11 *', duration: '12h' })],
      '2026-11-23T21:00Z',
      'until 2026-11-24T22:00Z',
    ],
    [
      'closed until the first moment in allow that no deny takes',
      [NIGHTS, deny({ schedule: '0 20 * * *', duration: '3h' })],
      '2026-11-23T21:00Z',
      'until 2026-11-23T23:00Z',
    ],
    [
      'closed until the last of deny windows that overlap',
      [
        deny({ schedule: '0 10 * * *', duration: '2h' }),
        deny({ schedule: '0 11 * * *', duration: '3h' }),
        LUNCH,
      ],
      '2026-11-23T10:30Z',
      'until 2026-11-23T14:00Z',
    ],
    [
      'closed through openings of one deny window that follow each other',
      [deny({ schedule: '0 8-16 * * *', duration: '1h' })],
      '2026-11-23T08:30Z',
      'until 2026-11-23T17:00Z',
    ],
    [
      'closed until a leap day',
      [allow({ schedule: '0 0 29 2 *' })],
      '2026-11-23T12:00Z',
      'until 2028-02-29T00:00Z',
    ],
    ['closed for ever', [ALWAYS], '2026-11-23T12:00Z', 'closed'],
    [
      'closed for ever where deny covers every allow',
      [NIGHTS, deny({ schedule: '0 21 * * *', duration: '10h' })],
      '2026-11-23T12:00Z',
      'closed',
    ],
    [
      'open for what no window speaks of',
      [deny({ schedule: '* * * * *', match: { sites: ['X*'] } })],
      '2026-11-23T12:00Z',
      'open',
    ],
    // 20:00 to 08:00 by the clock is eleven hours in the night to 29 March 2026, and thirteen in that to 25 October.
    [
      'open as long as it lasts, over a skipped hour',
      [allow({ schedule: '0 20 * * *', duration: '12h', timeZone: 'Europe/Berlin' })],
      '2026-03-29T06:59Z',
      'open',
    ],
    [
      'closed after it lasted, over a repeated hour',
      [allow({ schedule: '0 20 * * *', duration: '12h', timeZone: 'Europe/Berlin' })],
      '2026-10-25T06:00Z',
      'until 2026-10-25T19:00Z',
    ],
  ])('%s', (_, windows, moment, expected) => {
    expect(stateAt(windows, moment)).toBe(expected);
  });
});

it('names every deny window that is open, else every allow window', () => {
  const closers = (windows: readonly WindowSettings[], moment: string) =>
    windowsAt(windows, Date.parse(moment))(WHAT)?.by;
  const all = [NIGHTS, FREEZE, WEEKENDS, LUNCH];
  expect(closers(all, '2026-12-18T12:30Z')).toEqual([FREEZE, LUNCH]);
  expect(closers(all, '2026-11-23T11:00Z')).toEqual([NIGHTS, WEEKENDS]);
});

it('tells entries apart by the windows that speak of them', () => {
  const depot = deny({ schedule: '* * * * *', match: { groups: ['Depot *'] } });
  const pilot = allow({ match: { labels: { ring: 'pilot' } } });
  const findClosed = windowsAt([depot, pilot], Date.parse('2026-11-23T12:00Z'));
  const by = (group: string, ring: string) =>
    findClosed({ entry: entry(`P01/P0100012/${group}`), labels: [['ring', ring]] })?.by;
  expect(by('Depot 1', 'broad')).toEqual([depot]);
  expect(by('Branch 1', 'pilot')).toEqual([pilot]);
  expect(by('Depot 2', 'pilot')).toEqual([depot]);
  expect(by('Branch 2', 'broad')).toBeUndefined();
});

it('gives thousands of entries one answer', () => {
  const findClosed = windowsAt([NIGHTS, FREEZE], Date.parse('2026-11-23T12:00Z'));
  const answers = Array.from({ length: 5000 }, (_, index) =>
    findClosed({ entry: entry(`P01/P0100012/Group ${index}`), labels: [] }),
  );
  expect(answers[0]).toMatchObject({ until: Date.parse('2026-11-23T22:00Z') });
  // The very same object: it was worked out once.
  expect(new Set(answers).size).toBe(1);
});

/** A window, and the schedule that it was made of. */
interface Drawn {
  readonly kind: 'allow' | 'deny';
  readonly schedule: Daily;
  readonly length: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom('allow', 'deny'),
  schedule: daily,
  length: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 16 * 60 })),
});

/** The minutes of a clock at which calls may start, by windows that are looked at minute by minute. */
function openMinutes(clock: Clock, windows: readonly Drawn[]): readonly number[] {
  const spans = windows.map(({ kind, schedule, length }) => {
    const openings = new Set(openingsBy(clock, schedule));
    const covered = new Set<number>();
    let closing = Number.NEGATIVE_INFINITY;
    for (let at = Math.min(...openings); at <= clock.to; at += MINUTE) {
      if (openings.has(at)) closing = at + length * MINUTE;
      if (at < closing) covered.add(at);
    }
    return { kind, covered };
  });
  const [allows, denies] = [
    spans.filter(({ kind }) => kind === 'allow'),
    spans.filter(({ kind }) => kind === 'deny'),
  ];
  return clock.minutes
    .map(({ at }) => at)
    .filter((at) => !denies.some(({ covered }) => covered.has(at)))
    .filter((at) => allows.length === 0 || allows.some(({ covered }) => covered.has(at)));
}

it('is open and closed as windows are that are looked at every minute, and says until when', () => {
  const offset = fc.integer({ min: 0, max: 28 * 60 - 1 });
  const moments = fc.array(offset, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.constantFrom(...CLOCKS),
      fc.array(drawn, { minLength: 1, maxLength: 4 }),
      moments,
      (clock, windows, offsets) => {
        const settings = windows.map(({ kind, schedule, length }) =>
          makeWindow({ kind, schedule: schedule.text, duration: `${length}m`, timeZone: clock.timeZone }),
        );
        const open = openMinutes(clock, windows);
        for (const offset of offsets) {
          const now = clock.from + offset * MINUTE;
          const next = open.find((at) => at >= now);
          const until = windowsAt(settings, now)(WHAT)?.until;
          if (next === now) expect(until).toBeUndefined();
          else if (next !== undefined) expect(until).toBe(next);
          else if (until !== null) expect(until).toBeGreaterThanOrEqual(clock.to);
        }
      },
    ),
    { numRuns: 80 },
  );
}, 120_000);
