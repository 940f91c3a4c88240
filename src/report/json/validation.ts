import { z } from 'zod';
import type { Validation } from '../../model/views/validation.ts';
import { API_VERSION, documentForm } from './document.ts';
import { ConflictForm, conflictRow, ProblemForm, problemRow, SkippedForm, skippedRow } from './fields.ts';

const COUNT = z.int().min(0);

/** The form of `validate -o json`. */
export const ValidationForm = documentForm('Validation', 'What validate found.', {
  files: COUNT.describe('Files with a matching name that were read.'),
  entries: COUNT.describe('Entries that they declare.'),
  foreign: COUNT.describe('Documents that are not ours.'),
  problems: z.array(ProblemForm).describe('Mistakes in the declarations.'),
  conflicts: z.array(ConflictForm).describe('Entries that are declared more than once.'),
  warnings: z.array(ProblemForm).describe('Advice that holds nothing back.'),
  skipped: z.array(SkippedForm).describe('Files with a matching name that are not read.'),
});

/** What `validate` found, as `-o json` writes it. */
export type ValidationDocument = z.infer<typeof ValidationForm>;

/** The document of what `validate` found. */
export function validationDocument(validation: Validation): ValidationDocument {
  return {
    apiVersion: API_VERSION,
    kind: 'Validation',
    files: validation.files,
    entries: validation.entries,
    foreign: validation.foreign,
    problems: validation.problems.map(problemRow),
    conflicts: validation.conflicts.map(conflictRow),
    warnings: validation.warnings.map(problemRow),
    skipped: validation.skipped.map(skippedRow),
  };
}
