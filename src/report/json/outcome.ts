import { z } from 'zod';

/** What became of one call. */
export const OutcomeForm = z.enum(['open', 'accepted', 'rejected', 'unknown', 'adopted']).meta({
  id: 'Outcome',
  description:
    'What became of the call. accepted: the site returned 0. rejected: surely not done. unknown: the site may or may not have it. open: no answer yet. adopted: recorded as applied without a call.',
});
