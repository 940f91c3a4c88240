import type { Point } from '../inventory.ts';
import { packagesAt } from '../pick.ts';
import { type Row, type RowClass, showTime } from '../row-class.ts';
import { type Distribution, type Progress, progressOf, type World } from '../world.ts';

/** SMS_DistributionJob.State: PENDING, INPROGRESS, COMPLETE, FAILED. */
const STATES = { pending: 0, running: 3, done: 5, failed: 6 } as const;

/** One job per redistribution and distribution point that takes part in it. A redistribution's `Action` is 2. */
export const jobs: RowClass = {
  name: 'SMS_DistributionJob',
  key: ['JobID'],
  properties: {
    JobID: 'Edm.Int64',
    PkgID: 'Edm.String',
    NALPath: 'Edm.String',
    SiteCode: 'Edm.String',
    Action: 'Edm.Int64',
    State: 'Edm.Int64',
    TotalSize: 'Edm.Int64',
    RemainingSize: 'Edm.Int64',
    RetryCount: 'Edm.Int64',
    PackageVersion: 'Edm.Int64',
    CreationTime: 'Edm.DateTimeOffset',
    StartTime: 'Edm.DateTimeOffset',
  },
  *rows(world, filter) {
    for (const content of packagesAt(world, filter, 'PkgID')) {
      if (!content.hasContent) continue;
      for (const distribution of world.distributionsOf(content.id)) {
        yield* jobsOf(world, distribution);
      }
    }
  },
};

function* jobsOf(world: World, distribution: Distribution): Iterable<Row> {
  for (const point of distribution.group.points) {
    if (point.onSiteServer) continue;
    const progress = progressOf(world, distribution, point);
    if (isShown(world, progress)) yield jobRow(world, { distribution, point, progress });
  }
}

function isShown({ clock, keepJobs }: World, { state, at }: Progress): boolean {
  return state === 'pending' || state === 'running' || clock() <= at + keepJobs;
}

interface Job {
  readonly distribution: Distribution;
  readonly point: Point;
  readonly progress: Progress;
}

function jobRow(world: World, { distribution, point, progress }: Job): Row {
  const { id, size, version } = distribution.package;
  return {
    JobID: distribution.number * world.inventory.points.length + point.number,
    PkgID: id,
    NALPath: point.nalPath,
    SiteCode: world.inventory.code,
    Action: 2,
    State: STATES[progress.state],
    TotalSize: size,
    RemainingSize: Math.ceil(size * progress.remaining),
    RetryCount: 0,
    PackageVersion: version,
    CreationTime: showTime(distribution.at),
    StartTime: progress.state === 'pending' ? null : showTime(distribution.at + world.lag),
  };
}
