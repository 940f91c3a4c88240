import type { Explanation } from '../../../../src/report/explanation.ts';

/** The page of a problem, or what a test says otherwise. */
export function explanation(about: Partial<Explanation> = {}): Explanation {
  return {
    code: 'DPS1048',
    title: 'A wave is not an integer',
    meaning: 'Lower waves go first, so each must be a number that others can be compared with.',
    example: 'spec:\n  wave: first\n  packages:\n    - P0100012\n',
    fix: 'Write an integer, such as 0, 10 or -1.',
    verdict: null,
    ...about,
  };
}
