import type { Problem } from '../../../../src/model/problem.ts';

/** A mistake in a file. */
export function problem(about: Partial<Problem> = {}): Problem {
  return {
    source: 'content',
    file: 'sites/eu/office.yaml',
    line: 12,
    column: 3,
    code: 'DPS1004',
    message: 'spec.colour is not a field; remove it.',
    ...about,
  };
}
