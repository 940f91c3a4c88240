import type { Position } from '../../model/origin.ts';
import type { TextProblem } from '../../model/problem.ts';
import { type ProblemName, textProblem } from '../problem-codes.ts';

/** A problem before its line is known: `offset` counts UTF-16 units of the text. */
export interface YamlFault {
  readonly name: ProblemName;
  readonly offset: number;
  readonly message: string;
}

/** How many problems of one text are listed: a hostile one could have a million. */
export const MOST_LISTED = 100;

/** The faults as problems, in the order of the text; beyond the hundredth it is only said that there are more. */
export function toProblems(
  faults: readonly YamlFault[],
  positionAt: (offset: number) => Position,
): readonly TextProblem[] {
  const inOrder = faults.toSorted((one, other) => one.offset - other.offset);
  const first = inOrder.slice(0, MOST_LISTED + 1);
  return shortened(first.map((fault) => textProblem(fault.name, positionAt(fault.offset), fault.message)));
}

/** The first hundred problems of a file; beyond them it is only said that there are more. */
export function shortened(problems: readonly TextProblem[]): readonly TextProblem[] {
  const next = problems[MOST_LISTED];
  if (!next) return problems;
  const message = `Only the first ${MOST_LISTED} problems of this file are listed: correct them to see the others.`;
  return [...problems.slice(0, MOST_LISTED), textProblem('tooManyProblems', next, message)];
}
