import { showEntry } from '../model/entry.ts';
import type { Conflict, Plan } from '../model/plan.ts';
import { escapeText } from '../report/text/layout/escape.ts';
import type { Annotation, Runner } from './runner.ts';

/** GitHub and Azure DevOps show no more of one step; the comment has them all. */
const MOST = 10;

/** The lines of the log that show a plan's mistakes in the files. */
export function annotationLines({ problems, conflicts }: Plan, runner: Runner): readonly string[] {
  const mistakes: readonly Annotation[] = [...problems, ...conflicts.flatMap(ofConflict)];
  return mistakes.slice(0, MOST).flatMap(({ message, ...place }) => {
    return runner.annotate({ ...place, message: escapeText(message) }) ?? [];
  });
}

/** One at each place. */
function ofConflict({ entry, declaredAt }: Conflict): readonly Annotation[] {
  const message = `${showEntry(entry)} is declared ${declaredAt.length} times: keep one`;
  return declaredAt.map(({ file, line, column }) => ({ file, line, column, code: 'conflict', message }));
}
