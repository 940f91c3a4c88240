// What a site showed before a call: without it nobody could tell, where its answer is lost, what is new since.
import type { PointStatus, SiteJob, Snapshot } from '../../model/site/facts.ts';
import { CLOCK_SLACK } from '../../model/site/reach.ts';
import { JOBS_COME_WITHIN } from '../times.ts';

/** What a site shows of one package, and of its status at the members of one group. */
interface Shown {
  readonly jobs: readonly SiteJob[];
  readonly statuses: readonly PointStatus[];
  /** The site's clock less dpsync's, in milliseconds. */
  readonly clockOffset: number;
}

/** True while a job may still bring a newer status. */
export function isUnderWay({ state }: SiteJob): boolean {
  return state === 'running' || state === 'waiting';
}

/** Notes what is there already: the jobs that are under way or new, and the newest status of each point. */
export function snapshotOf({ jobs, statuses, clockOffset }: Shown, takenAt: number): Snapshot {
  const points: Record<string, number> = {};
  for (const { point, at } of statuses) points[point] = Math.max(at, points[point] ?? 0);
  const recent = takenAt + clockOffset - JOBS_COME_WITHIN - CLOCK_SLACK;
  const noted = jobs.filter((job) => isUnderWay(job) || job.createdAt >= recent);
  return { takenAt, clockOffset, jobs: noted.map(({ id }) => id), points };
}
