// A pull request's pipeline → what it tells of itself, and what a plan becomes there.
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '../model/config/environment.ts';
import type { Plan } from '../model/plan.ts';
import { annotationLines } from '../review/annotations.ts';
import { findRunner } from '../review/find-runner.ts';
import { isKey } from '../review/marker.ts';
import { type Reviewed, review } from '../review/review.ts';
import type { Runner } from '../review/runner.ts';
import { type Given, HOST_NAMES, readTarget, type Target } from '../review/target.ts';

export type { Given, Reviewed, Runner };
export { annotationLines, findRunner, HOST_NAMES, isKey, readTarget };

/** What the command line says of a review, besides the pull request. */
interface TellOptions {
  readonly key: string;
  readonly caFile: string | null;
  readonly summaryFile: string | null;
  readonly link: string | null;
  readonly environment: Environment;
}

/** Milliseconds for all that is asked of the host. */
const LONGEST_REVIEW = 600_000;

/** Tells a plan on its pull request, by this machine's clock. Throws a Failure where the host does not take it. */
export function tellReview(plan: Plan, target: Target, options: TellOptions): Promise<Reviewed> {
  const sleep = (milliseconds: number) => pause(milliseconds);
  // A host that drips, page after page, must not keep a job for ever.
  const signal = AbortSignal.timeout(LONGEST_REVIEW);
  return review(plan, target, { ...options, clock: Date.now, sleep, signal });
}
