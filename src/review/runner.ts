// What runs the job reads its log, and obeys what stands there: so it is told where problems are, and nothing else.
import type { Environment } from '../model/config/environment.ts';
import type { Problem } from '../model/problem.ts';

/** A mistake at its place in a file. */
export type Annotation = Pick<Problem, 'file' | 'line' | 'column' | 'code' | 'message'>;

/** The program that runs a job. */
export interface Runner {
  isHere(environment: Environment): boolean;
  /** The job's page; null where it is not known. */
  findLink(environment: Environment): string | null;
  /** The file that becomes the job's summary; null where this runner has none. */
  findSummary(environment: Environment, key: string): string | null;
  /** A line of the log that shows a mistake at its place; null where the runner shows none. */
  annotate(annotation: Annotation): string | null;
  /** A line of the log that makes a file the job's summary; null where none is needed. */
  announceSummary(file: string): string | null;
  /** The text without anything that the runner would obey. */
  sanitize(text: string): string;
}
