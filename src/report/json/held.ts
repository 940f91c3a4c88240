import { z } from 'zod';
import { HELD_BY, type Hold } from '../../model/hold.ts';
import { showRemedy } from '../remedy.ts';
import { isoTimeOrNull, TimeForm } from './time.ts';

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
