import type { Position } from '../model/origin.ts';
import type { TextProblem } from '../model/problem.ts';
import { type ProblemName, textProblem } from './problem-codes.ts';

/** A problem before its line is known: `offset` counts UTF-16 units of the text. */
export interface Fault {
  readonly name: ProblemName;
  readonly offset: number;
  readonly message: string;
}

/** How many problems of one text are listed: a hostile one could have a million. */
export const MOST_LISTED = 100;

/** The faults as problems, in the order of the text; beyond the hundredth it is only said that there are more. */
export function toProblems(
  faults: readonly Fault[],
  positionAt: (offset: number) => Position,
): readonly TextProblem[] {
  const inOrder = faults.toSorted((one, other) => one.offset - other.offset);
  const problems = inOrder
    .slice(0, MOST_LISTED)
    .map((fault) => textProblem(fault.name, positionAt(fault.offset), fault.message));
  const next = inOrder[MOST_LISTED];
  if (!next) return problems;
  const message = `Only the first ${MOST_LISTED} problems of this file are listed: correct them to see the others.`;
  return [...problems, textProblem('tooManyProblems', positionAt(next.offset), message)];
}
