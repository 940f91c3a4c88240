// The small fields that several documents share: each has its form once, and what writes it beside.
import { z } from 'zod';
import type { Entry } from '../../model/entry.ts';
import { HELD_BY, type Hold } from '../../model/hold.ts';
import type { Place } from '../../model/origin.ts';
import type { Conflict } from '../../model/plan.ts';
import type { Problem, Skipped } from '../../model/problem.ts';
import { showRemedy } from '../remedy.ts';

/** SHA-256, in hex, of an entry's meaning. */
export const DigestForm = z.string().regex(/^[0-9a-f]{64}$/);

/** A moment, as every document writes it. */
export const TimeForm = z.iso.datetime();

const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds since 1970 as ISO 8601 in UTC. */
export function isoTime(milliseconds: number): string {
  // Later years have a sign and six digits, which few readers take; a declared offset can push a time there.
  return new Date(Math.min(milliseconds, LATEST)).toISOString();
}

/** As {@link isoTime}; null stays null. */
export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds);
}

/** What became of one call. */
export const OutcomeForm = z.enum(['open', 'accepted', 'rejected', 'unknown', 'adopted']).meta({
  id: 'Outcome',
  description:
    'What became of the call. accepted: the site returned 0. rejected: surely not done. unknown: the site may or may not have it. open: no answer yet. adopted: recorded as applied without a call.',
});

/** An error of a site or a call, as it was recorded. */
export const RecordedErrorForm = z
  .strictObject({
    code: z.string().describe('Stays the same for the same kind of error.'),
    message: z.string().describe('What failed and what to do.'),
  })
  .meta({ id: 'Error', description: 'An error of a site or a call, as it was recorded.' });

/** The three fields that name an entry; they stand at the top level of whatever speaks of one. */
export const ENTRY_NAMES = {
  site: z
    .string()
    .regex(/^[A-Z0-9]{3}$/)
    .describe('The site code, upper-case.'),
  package: z
    .string()
    .regex(/^[A-Z0-9]{8}$/)
    .describe('The PackageID, upper-case.'),
  group: z.string().min(1).describe('The distribution point group, in the spelling that was declared.'),
};

/** An entry's names, to be spread into what speaks of it. */
export function entryNames(entry: Entry): { site: string; package: string; group: string } {
  return { site: entry.site, package: entry.package, group: entry.group };
}

/** The fields of a place in a file of a source. */
export const PLACE_FIELDS = {
  source: z.string().describe('The name of the source.'),
  file: z.string().describe("The file's path in the source, with slashes."),
  line: z.int().min(1).describe('Counts from 1.'),
  column: z.int().min(1).describe('Counts from 1, in UTF-16 units.'),
};

/** A place in a file of a source. */
const PlaceForm = z
  .strictObject(PLACE_FIELDS)
  .meta({ id: 'Place', description: 'A place in a file of a source.' });

/** A place as documents write it. */
function placeRow({ source, file, line, column }: Place): z.infer<typeof PlaceForm> {
  return { source, file, line, column };
}

/** The same entry declared more than once. */
export const ConflictForm = z
  .strictObject({
    ...ENTRY_NAMES,
    declaredAt: z.array(PlaceForm).min(2).describe('Every place that declares it.'),
  })
  .meta({ id: 'Conflict', description: 'The same entry declared more than once; it is not called.' });

/** A conflict as documents write it. */
export function conflictRow(conflict: Conflict): z.infer<typeof ConflictForm> {
  return { ...entryNames(conflict.entry), declaredAt: conflict.declaredAt.map(placeRow) };
}

/** A mistake in a declaration. */
export const ProblemForm = z
  .strictObject({
    ...PLACE_FIELDS,
    code: z
      .string()
      .regex(/^DPS\d{4}$/)
      .describe('The code of the problem; `dpsync explain CODE` says more.'),
    message: z.string().describe('What is wrong and what to do, in one sentence.'),
  })
  .meta({ id: 'Problem', description: 'A mistake in a declaration.' });

/** A file that is not read. */
export const SkippedForm = z
  .strictObject({
    source: PLACE_FIELDS.source,
    file: PLACE_FIELDS.file,
    reason: z.string().describe('Why it is not read.'),
  })
  .meta({ id: 'Skipped', description: 'A file with a matching name that is not read: a link, a submodule.' });

/** A problem as documents write it. */
export function problemRow(problem: Problem): z.infer<typeof ProblemForm> {
  const { source, file, line, column, code, message } = problem;
  return { source, file, line, column, code, message };
}

/** A skipped file as documents write it. */
export function skippedRow(skipped: Skipped): z.infer<typeof SkippedForm> {
  const { source, file, reason } = skipped;
  return { source, file, reason };
}

/** Why an entry is not called although it is due. */
export const HeldForm = z
  .strictObject({
    by: z.enum(HELD_BY).describe('What holds it: the first reason that applies.'),
    code: z.string().nullable().describe("The error's or problem's code; null where there is none."),
    message: z.string().describe('Why it is held.'),
    since: TimeForm.nullable().describe('Since when; null where it is not known.'),
    until: TimeForm.nullable().describe(
      'When it ends by itself; null where it does not, or nobody knows when.',
    ),
    remedy: z.string().describe('The command or the change that helps.'),
  })
  .meta({ id: 'Held', description: 'Why an entry is not called although it is due.' });

/** A hold as documents write it. */
export function heldRow(hold: Hold): z.infer<typeof HeldForm> {
  const { by, code, message, since, until, remedy } = hold;
  return {
    by,
    code,
    message,
    since: isoTimeOrNull(since),
    until: isoTimeOrNull(until),
    remedy: showRemedy(remedy),
  };
}
