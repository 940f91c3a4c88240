import { z } from 'zod';
import { readDurationBetween } from '../../model/units/duration.ts';
import { findScheduleMistake, SCHEDULE_RULES } from './schedule.ts';

const SHORTEST = 60_000;
const LONGEST = 366 * 86_400_000;

const schedule = z.string().superRefine((text, context) => {
  const message = findScheduleMistake(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

const duration = z.string().transform(readDurationBetween(SHORTEST, LONGEST, '30m, 8h or 7d'));

const GLOB = '`*` stands for any characters; upper and lower case are alike.';

/** One or more names with `*`; `name` fits one that is written without. */
const globs = (name: RegExp, what: string) =>
  z
    .array(z.string().refine((text) => name.test(text.replaceAll('*', '')) || text.includes('*'), what))
    .min(1);

const matchForm = z.strictObject({
  sites: globs(/^[A-Za-z0-9]{3}$/, 'must be a site code, or one with *')
    .optional()
    .describe(GLOB),
  groups: globs(/\S/, 'must be the name of a group, or one with *').optional().describe(GLOB),
  packages: globs(/^[A-Za-z0-9]{8}$/, 'must be a PackageID, or one with *')
    .optional()
    .describe(GLOB),
  labels: z.record(z.string(), z.string()).optional().describe('The entry has to have all of them.'),
});

/** One window of the config: when calls may start, or must not. `duration` becomes milliseconds. */
export const windowForm = z.strictObject({
  kind: z
    .enum(['allow', 'deny'])
    .describe('allow: outside of it nothing is called. deny: nothing is called inside of it.'),
  schedule: schedule.describe(SCHEDULE_RULES),
  duration: duration.describe('How long it stays open once it opened, whatever the clock does: 1m to 366d.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is no time zone; write a name of the IANA list, such as Europe/Berlin')
    .prefault('UTC')
    .describe('The zone of the schedule, by its IANA name.'),
  match: matchForm
    .optional()
    .describe('The entries that it speaks of: those that fit every key given. Left out: every entry.'),
});

/** A window as the config says it; `duration` is in milliseconds. */
export type WindowSettings = z.infer<typeof windowForm>;

function isTimeZone(name: string): boolean {
  // An offset such as +01:00 is taken there too, and knows no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
