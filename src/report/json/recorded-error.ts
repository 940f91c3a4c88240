import { z } from 'zod';

/** An error of a site or a call, as it was recorded. */
export const RecordedErrorForm = z
  .strictObject({
    code: z.string().describe('Stays the same for the same kind of error.'),
    message: z.string().describe('What failed and what to do.'),
  })
  .meta({ id: 'Error', description: 'An error of a site or a call, as it was recorded.' });
