import { z } from 'zod';
import type { Entry } from '../../model/entry.ts';

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
