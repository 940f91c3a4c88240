// A plan → what people see of it on the pull request; or, where nobody gave us a token that may write, in the job.
import { Failure } from '../model/failure.ts';
import { isEmpty, type Plan } from '../model/plan.ts';
import { planMarkdown } from '../report/markdown/plan.ts';
import { planSummary } from '../report/text/plan/summary.ts';
import { HOST_ERRORS } from './errors.ts';
import { type OpenOptions, openHost } from './open.ts';
import { type Published, publish, type Telling } from './publish.ts';
import { writeSummary } from './summary.ts';
import type { Target } from './target.ts';

/** What became of it. `summary`: it stands in the job's summary. `log`: it stands nowhere but in the job's log. */
export type Reviewed = Published | 'summary' | 'log';

/** What a review is made with, besides the plan and the pull request. */
interface ReviewOptions extends Omit<OpenOptions, 'token'> {
  /** The file of the job's summary; null where there is none. */
  readonly summaryFile: string | null;
  /** The job's page; null where it is not known. */
  readonly link: string | null;
}

/** GitHub takes 1 MiB a step; a character takes three bytes at most. */
const LONGEST_SUMMARY = 300_000;

/**
 * Tells a plan. Throws a Failure where the host, or the file of the summary, does not take it; what the host does not take
 * stands in the summary.
 */
export async function review(plan: Plan, target: Target, options: ReviewOptions): Promise<Reviewed> {
  const { token } = target;
  if (token === null) return summarize(plan, options);
  const { host, close } = openHost(target, { ...options, token });
  try {
    return await publish(tellingOf(plan, target, options), host);
  } catch (error) {
    const summarized = error instanceof Failure ? summarize(plan, options) : 'log';
    if (target.fork && isRefusal(error)) return summarized;
    throw error;
  } finally {
    await close();
  }
}

function tellingOf(plan: Plan, { head }: Target, { link }: ReviewOptions): Telling {
  const wrong = plan.problems.length > 0 || plan.conflicts.length > 0;
  const state = wrong ? 'failure' : 'success';
  // The revision may have been named by a branch; the plan knows its commit.
  const commit = plan.sources[0]?.commit ?? head;
  return {
    status: { commit, state, description: planSummary(plan), link },
    markdown: (limit) => planMarkdown(plan, { limit }),
    empty: isEmpty(plan) && !wrong,
  };
}

/** What the token of a fork's pipeline is told, which may read at most. */
function isRefusal(error: unknown): boolean {
  const { forbidden, notFound, unauthorized } = HOST_ERRORS;
  const codes: readonly string[] = [forbidden.code, notFound.code, unauthorized.code];
  return error instanceof Failure && codes.includes(error.code);
}

function summarize(plan: Plan, { summaryFile }: ReviewOptions): Reviewed {
  if (summaryFile === null) return 'log';
  writeSummary(summaryFile, planMarkdown(plan, { limit: LONGEST_SUMMARY }));
  return 'summary';
}
