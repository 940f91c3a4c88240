import type { Validation } from '../../../../src/model/views/validation.ts';

/** A folder without a mistake, or what a test says otherwise. */
export function validation(about: Partial<Validation> = {}): Validation {
  return {
    files: 2,
    entries: 3,
    foreign: 0,
    problems: [],
    conflicts: [],
    warnings: [],
    skipped: [],
    ...about,
  };
}
