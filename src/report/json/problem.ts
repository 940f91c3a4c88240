import { z } from 'zod';
import type { Problem, Skipped } from '../../model/problem.ts';
import { PLACE_FIELDS } from './place.ts';

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
