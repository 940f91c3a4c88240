// Which jobs of a site may be those of a call: what is wrongly taken for ours, or for somebody else's, is sent twice or never.
import type { Attempt } from '../attempt.ts';
import type { Point, SiteJob } from './facts.ts';

/** The site's clock is read to the second, and so are its times. */
export const CLOCK_SLACK = 2000;

/** So long after a call something new may be its; from then on it may be anybody's. Milliseconds. */
export const MADE_WITHIN = 3_600_000;

/** A call, and what it may have made on its site. */
export interface Reach {
  readonly attempt: Attempt;
  /** Between these, by the site's clock. */
  readonly from: number;
  readonly until: number;
  /** At these distribution points, by their ids. */
  readonly points: ReadonlySet<string>;
}

/** What calls may have made at the members of their groups. `clockOffset`: the site's clock less dpsync's. */
export function reachesOf(
  attempts: readonly Attempt[],
  membersOf: (groupId: string) => readonly Point[],
  clockOffset: number,
): readonly Reach[] {
  const byGroup = Map.groupBy(attempts, ({ groupId }) => groupId ?? '');
  const points = new Map(
    byGroup
      .keys()
      .map((groupId): [string, Set<string>] => [groupId, new Set(membersOf(groupId).map(({ id }) => id))]),
  );
  return attempts.map((attempt) => {
    const at = attempt.startedAt + clockOffset;
    const own = points.get(attempt.groupId ?? '') ?? new Set();
    return { attempt, from: at - CLOCK_SLACK, until: at + MADE_WITHIN, points: own };
  });
}

/** Whether a job may be that of a call. */
export function mayHaveMade({ attempt, from, until, points }: Reach, job: SiteJob): boolean {
  const isThere = attempt.entry.package === job.package && points.has(job.point);
  return isThere && job.createdAt >= from && job.createdAt <= until;
}

/** The jobs that no call explains, of calls in their order. A call explains one job at each of its points. */
export function unexplainedJobs(jobs: readonly SiteJob[], calls: readonly Reach[]): readonly SiteJob[] {
  const callsOf = Map.groupBy(calls, ({ attempt }) => attempt.entry.package);
  const places = Map.groupBy(jobs, (job) => `${job.package} ${job.point}`);
  return [...places.values()].flatMap((atOnePlace) => {
    const [first] = atOnePlace;
    if (!first) return [];
    const free = (callsOf.get(first.package) ?? []).filter(({ points }) => points.has(first.point));
    return atOnePlace
      .toSorted((one, other) => one.createdAt - other.createdAt)
      .filter((job) => !takeCall(free, job));
  });
}

/** Takes the first call that may have made the job out of `free`; false where there is none. */
function takeCall(free: Reach[], job: SiteJob): boolean {
  const at = free.findIndex((call) => mayHaveMade(call, job));
  if (at !== -1) free.splice(at, 1);
  return at !== -1;
}
