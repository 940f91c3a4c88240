import type { Group, Package, Point } from '../inventory.ts';
import { groupsAt, packagesAt } from '../pick.ts';
import { type Row, type RowClass, showTime } from '../row-class.ts';
import { progressOf, type World } from '../world.ts';

/** How a distribution point stands with a package, as its newest status message says it. */
interface Standing {
  readonly state: number;
  readonly message: number;
  readonly severity: number;
  readonly at: number;
}

const INFORMATION = 0x40000000;
const ERROR = 0xc0000000;
// MessageState 1 is success and 2 in progress; an error is 3 in one place of Microsoft's texts and 4 in another.
const ARRIVED = { state: 1, message: 2330, severity: INFORMATION } as const;
const RUNNING = { state: 2, message: 8204, severity: INFORMATION } as const;
const FAILED = {
  refuses: { state: 3, message: 2391, severity: ERROR },
  breaks: { state: 4, message: 8211, severity: ERROR },
} as const;

/** One row per group, package and member: the newest status, which lags behind the call. */
export const statusDetails: RowClass = {
  name: 'SMS_DPGroupDistributionStatusDetails',
  key: ['ID'],
  properties: {
    ID: 'Edm.Int64',
    GroupID: 'Edm.String',
    PackageID: 'Edm.String',
    ContentName: 'Edm.String',
    ObjectID: 'Edm.String',
    ObjectType: 'Edm.Int64',
    DPName: 'Edm.String',
    SiteCode: 'Edm.String',
    MessageState: 'Edm.Int64',
    MessageID: 'Edm.Int64',
    MessageSeverity: 'Edm.Int64',
    InsString1: 'Edm.String',
    InsString2: 'Edm.String',
    StatusTime: 'Edm.DateTimeOffset',
  },
  *rows(world, filter) {
    for (const group of groupsAt(world, filter, 'GroupID')) {
      for (const content of packagesAt(world, filter, 'PackageID')) {
        if (!content.hasContent || group.lacks.has(content.number)) continue;
        for (const point of group.points) yield statusRow(world, { group, content, point });
      }
    }
  },
};

interface Spot {
  readonly group: Group;
  readonly content: Package;
  readonly point: Point;
}

function statusRow(world: World, { group, content, point }: Spot): Row {
  const { packages, points, code } = world.inventory;
  const standing = standingOf(world, content, point);
  return {
    ID: 1 + point.number + points.length * (content.number + packages.length * group.number),
    GroupID: group.id,
    PackageID: content.id,
    ContentName: content.name,
    ObjectID: content.id,
    ObjectType: content.type,
    DPName: point.name,
    SiteCode: code,
    MessageState: standing.state,
    MessageID: standing.message,
    MessageSeverity: standing.severity,
    InsString1: content.id,
    InsString2: point.nalPath,
    StatusTime: showTime(standing.at),
  };
}

/** The newest call that a point takes part in and that the status has caught up with; before any, the first distribution. */
function standingOf(world: World, content: Package, point: Point): Standing {
  const first = { ...ARRIVED, at: world.since };
  if (point.onSiteServer) return first;
  const now = world.clock();
  const newest = world
    .distributionsOf(content.id)
    .findLast(({ at, group }) => at + world.lag <= now && group.points.includes(point));
  if (!newest) return first;
  const progress = progressOf(world, newest, point);
  if (progress.state === 'running') return { ...RUNNING, at: progress.at };
  return { ...(point.fault ? FAILED[point.fault] : ARRIVED), at: progress.at };
}
