// A simulated site as its connector would show it, without the wire: thousands of histories can be judged in seconds.
import type { PackageId } from '../../../src/model/entry.ts';
import type { Point, PointStatus, SiteJob } from '../../../src/model/site/facts.ts';
import { jobs } from '../../../src/simulator/classes/jobs.ts';
import { statusDetails } from '../../../src/simulator/classes/status-details.ts';
import type { Group, Package } from '../../../src/simulator/inventory.ts';
import { readOptions, type SimulatorOptions } from '../../../src/simulator/options.ts';
import type { Row } from '../../../src/simulator/row-class.ts';
import { makeWorld } from '../../../src/simulator/world.ts';

/** A site with one package. */
export interface ShownSite {
  readonly groups: readonly Group[];
  readonly package: PackageId;
  readonly members: ReadonlyMap<string, readonly Point[]>;
  readonly jobs: readonly SiteJob[];
  readonly statuses: readonly PointStatus[];
  /** Somebody redistributes the package to every member of a group. */
  sendToGroup(group: number, at: number): void;
  /** Somebody redistributes the package to one member of a group alone. */
  sendToPoint(group: number, member: number, at: number): void;
}

/** Makes a site; its clock is the one that is given. */
export function showSite(options: SimulatorOptions & { readonly clock: () => number }): ShownSite {
  const world = makeWorld(readOptions({ ...options, packages: 1 }));
  const { groups, packages } = world.inventory;
  const content = first(packages);
  const groupAt = (number: number) => first(groups.slice(number));
  return {
    groups,
    package: content.id as PackageId,
    members: new Map(groups.map((group) => [group.id, group.points.map(toPoint)])),
    get jobs() {
      return [...jobs.rows(world, undefined)].map(toJob);
    },
    get statuses() {
      return [...statusDetails.rows(world, undefined)].map(toStatus);
    },
    sendToGroup: (group, at) => void world.take(groupAt(group), content, at),
    sendToPoint(group, member, at) {
      const whole = groupAt(group);
      world.take({ ...whole, points: whole.points.slice(member, member + 1) }, content, at);
    },
  };
}

function first<Thing extends Group | Package>(things: readonly Thing[]): Thing {
  const [thing] = things;
  if (!thing) throw new Error('the simulated site has no such group or package');
  return thing;
}

function toPoint({ nalPath, name, onSiteServer }: Group['points'][number]): Point {
  return { id: nalPath, name, onSiteServer };
}

const JOB_STATES: Readonly<Record<number, SiteJob['state']>> = { 0: 'waiting', 3: 'running', 5: 'done' };

function toJob(row: Row): SiteJob {
  return {
    id: String(row.JobID),
    package: String(row.PkgID) as PackageId,
    point: String(row.NALPath),
    state: JOB_STATES[Number(row.State)] ?? 'failed',
    sendsAll: true,
    createdAt: Date.parse(String(row.CreationTime)),
  };
}

const STATUS_STATES: Readonly<Record<number, PointStatus['state']>> = { 1: 'success', 2: 'inProgress' };

function toStatus(row: Row): PointStatus {
  return {
    groupId: String(row.GroupID),
    package: String(row.PackageID) as PackageId,
    point: String(row.InsString2),
    name: String(row.DPName),
    state: STATUS_STATES[Number(row.MessageState)] ?? 'failed',
    messageId: Number(row.MessageID),
    at: Date.parse(String(row.StatusTime)),
  };
}
