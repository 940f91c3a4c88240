// What cron on a clock that changes comes to, found by looking at the clock every minute: what windows are held against.
import fc from 'fast-check';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A clock around a change of it: minute by minute from `from` to `to`, and a day before. */
export interface Clock {
  readonly timeZone: string;
  readonly from: number;
  readonly to: number;
  /** What the clock shows at each moment, as if it were UTC. Both are milliseconds since 1970. */
  readonly minutes: readonly { readonly at: number; readonly wall: number }[];
}

function clockAround(timeZone: string, change: string): Clock {
  const [from, to] = [Date.parse(change) - 4 * HOUR, Date.parse(change) + 28 * HOUR];
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  const wallAt = (at: number) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  const start = from - 24 * HOUR;
  const minutes = Array.from({ length: (to - start) / MINUTE }, (_, index) => start + index * MINUTE);
  return { timeZone, from, to, minutes: minutes.map((at) => ({ at, wall: wallAt(at) })) };
}

/** Half hours, hours and two hours, skipped and repeated, at 02:00 and at midnight. */
export const CLOCKS = [
  clockAround('Europe/Berlin', '2026-03-29T01:00Z'),
  clockAround('Europe/Berlin', '2026-10-25T01:00Z'),
  clockAround('America/New_York', '2026-03-08T07:00Z'),
  clockAround('America/New_York', '2026-11-01T06:00Z'),
  clockAround('Australia/Lord_Howe', '2026-04-04T15:00Z'),
  clockAround('Australia/Lord_Howe', '2026-10-03T15:30Z'),
  clockAround('Africa/Cairo', '2026-04-23T22:00Z'),
  clockAround('Antarctica/Troll', '2026-03-29T01:00Z'),
] as const;

/** A schedule of every day: its text, and which times of a day it means. */
export interface Daily {
  readonly text: string;
  readonly means: (wall: number) => boolean;
  /** It names moments of the day; one with * or a step in minute or hour follows the clock. */
  readonly namesMoments: boolean;
}

interface Field {
  readonly text: string;
  readonly means: (number: number) => boolean;
}

const RANGE: Field = { text: '1-3', means: (number) => number >= 1 && number <= 3 };
const STEP: Field = { text: '*/2', means: (number) => number % 2 === 0 };
const ANY: Field = { text: '*', means: () => true };
const numbers = (max: number): fc.Arbitrary<Field> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 3 })
    .map((list) => ({ text: list.join(), means: (number) => list.includes(number) }));
const field = (max: number) =>
  fc.oneof({ weight: 3, arbitrary: numbers(max) }, fc.constantFrom(RANGE, STEP, ANY));

/** Schedules that often open around 02:00, where clocks change. */
export const daily: fc.Arbitrary<Daily> = fc
  .record({ minute: field(59), hour: fc.oneof(field(4), field(23)) })
  .map(({ minute, hour }) => ({
    text: `${minute.text} ${hour.text} * * *`,
    means: (wall) => minute.means(new Date(wall).getUTCMinutes()) && hour.means(new Date(wall).getUTCHours()),
    namesMoments: ![minute, hour].some((one) => one === STEP || one === ANY),
  }));

/** When a schedule opens by this clock, also in the day before `from`. */
export function openingsBy({ minutes }: Clock, { means, namesMoments }: Daily): readonly number[] {
  const seen = new Set<number>();
  return minutes.flatMap(({ at, wall }, index) => {
    const before = minutes[index - 1]?.wall ?? wall - MINUTE;
    const skipped = skippedBetween(before, wall).some(means);
    const repeated = seen.has(wall);
    seen.add(wall);
    if (namesMoments) return skipped || (means(wall) && !repeated) ? [at] : [];
    return means(wall) ? [at] : [];
  });
}

/** What the clock leaves out between one minute and the next, as far as it is of the same day. */
function skippedBetween(before: number, wall: number): readonly number[] {
  const count = Math.max(0, (wall - before) / MINUTE - 1);
  const skipped = Array.from({ length: count }, (_, index) => before + (index + 1) * MINUTE);
  return skipped.filter((one) => new Date(one).getUTCDate() === new Date(wall).getUTCDate());
}
