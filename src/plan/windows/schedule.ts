// Cron on the clock of a zone, with what a change of that clock means for a window: see SCHEDULE_RULES.
import { Cron } from 'croner';

/** What people have to know of a schedule, as the config's schema says it. */
export const SCHEDULE_RULES =
  'Cron: minute, hour, day of month, month, day of week (0 or 7 is Sunday), with names (MON, JAN), lists, ranges and ' +
  'steps; also L (the last day of the month), 15W (the weekday nearest to the 15th), TUE#2 (the second Tuesday) and ' +
  'FRI#L (the last Friday). Where both days are given, either opens it. An hour that the clock skips: it opens at the ' +
  'first moment after it, if that is the same day. An hour that the clock repeats: it opens once, at the first. With * ' +
  'or a step in minute or hour it opens whenever the clock shows that time.';

/** When a window opens. Moments are milliseconds since 1970. */
export interface Schedule {
  /** The newest opening up to and including this moment; undefined where there was none. */
  findLast(at: number): number | undefined;
  /** The first opening after this moment; undefined where there is none. */
  findNext(after: number): number | undefined;
}

/** Makes a schedule of a text that has no mistake. Throws where it has one. */
export function readSchedule(text: string, timeZone: string): Schedule {
  const cron = cronOf(text, timeZone);
  return {
    // It looks strictly before the moment that it is given.
    findLast: (at) => cron.previousRuns(1, new Date(at + 1))[0]?.getTime(),
    findNext: (after) => cron.nextRun(new Date(after))?.getTime(),
  };
}

/** Every calendar day comes round within the 400 years of its cycle; any beginning will do. */
const BEGINNING = new Date(0);

/** What is wrong with a schedule, as the rest of a sentence that begins with its name; undefined where nothing is. */
export function findScheduleMistake(text: string): string | undefined {
  const example = 'write minute, hour, day of month, month and day of week, such as "0 22 * * 1-5"';
  // Without this, croner also takes nicknames, and characters that mean other things elsewhere (?, +).
  if (!/^[\w*,/#-]+( +[\w*,/#-]+){4}$/.test(text)) return `is no schedule of five fields; ${example}`;
  try {
    return cronOf(text, 'UTC').nextRun(BEGINNING) ? undefined : 'never opens: there is no such day';
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: |\.$/g, '') : String(error);
    return `is no schedule (${why}); ${example}`;
  }
}

/** It is asked with moments alone, and then reads neither the machine's clock nor its zone. */
function cronOf(text: string, timezone: string): Cron {
  return new Cron(text, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' });
}
