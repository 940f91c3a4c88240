import type { Point } from '../inventory.ts';
import { packagesAt } from '../pick.ts';
import { type Row, type RowClass, showTime } from '../row-class.ts';
import { progressOf, type TakenCall, type World } from '../world.ts';

/** SMS_DistributionJob.State: PENDING, INPROGRESS, COMPLETE, FAILED. */
const STATES = { pending: 0, running: 3, done: 5, failed: 6 } as const;

/** One job per call and distribution point that takes part in it. A redistribution's `Action` is 2. */
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
      for (const call of world.callsOf(content.id)) {
        for (const point of call.group.points) {
          if (!point.onSiteServer) yield jobRow(world, call, point);
        }
      }
    }
  },
};

function jobRow(world: World, call: TakenCall, point: Point): Row {
  const progress = progressOf(world, call, point);
  const { id, size, version } = call.package;
  return {
    JobID: call.number * world.inventory.points.length + point.number,
    PkgID: id,
    NALPath: point.nalPath,
    SiteCode: world.inventory.code,
    Action: 2,
    State: STATES[progress.state],
    TotalSize: size,
    RemainingSize: Math.ceil(size * progress.remaining),
    RetryCount: 0,
    PackageVersion: version,
    CreationTime: showTime(call.at),
    StartTime: progress.state === 'pending' ? null : showTime(call.at + world.lag),
  };
}
