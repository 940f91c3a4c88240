import type { Validation } from '../../model/views/validation.ts';
import { validationSummary } from '../text/validation.ts';
import { adviceParts, conflictParts, problemParts, skippedParts } from './mistakes.ts';
import { printWithin } from './print-within.ts';

/** What `validate` found, as markdown of at most `limit` UTF-16 units: each mistake at its line. */
export function validationMarkdown(validation: Validation, limit: number): string {
  const document = {
    title: 'Declarations',
    summary: validationSummary(validation),
    notes: [],
    parts: [
      ...problemParts(validation.problems),
      ...conflictParts(validation.conflicts),
      ...adviceParts(validation.warnings),
      ...skippedParts(validation.skipped),
    ],
    foot: [],
    command: 'dpsync validate -o json',
  };
  return printWithin(document, limit);
}
