import { type Group, type Inventory, makeInventory, type Package, type Point } from './inventory.ts';
import type { SimulatorSettings } from './options.ts';
import { redistributeByOthers } from './others.ts';

/** One redistribution that the site took, whoever asked for it. */
export interface Distribution {
  /** Counts from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly group: Group;
  readonly package: Package;
}

/** The site's whole state: what it has, and what it took. Everything else is derived from the clock. */
export interface World {
  readonly inventory: Inventory;
  /** Milliseconds since 1970: when everything had been distributed for the first time. */
  readonly since: number;
  readonly lag: number;
  readonly distribute: number;
  readonly keepJobs: number;
  readonly clock: () => number;
  findGroup(id: string): Group | undefined;
  findPackage(id: string): Package | undefined;
  /** What was distributed of one package until now, oldest first. */
  distributionsOf(packageId: string): readonly Distribution[];
  /** Takes a redistribution, as of `at`. */
  take(group: Group, content: Package, at: number): Distribution;
  /** From now on, nothing of the package that is sent to the group ever ends. */
  stick(group: Group, content: Package): void;
  isStuck(distribution: Distribution): boolean;
}

const THIRTY_DAYS = 30 * 86_400_000;

/** A world in which nothing was redistributed yet. */
export function makeWorld(settings: SimulatorSettings): World {
  const inventory = makeInventory(settings);
  const groups = new Map(inventory.groups.map((group) => [group.id, group]));
  const packages = new Map(inventory.packages.map((content) => [content.id, content]));
  const byPackage = new Map<string, Distribution[]>();
  const stuck = new Set<string>();
  let count = 0;
  const { lag, distribute, keepJobs, clock } = settings;
  const add = (group: Group, content: Package, at: number) => {
    count += 1;
    const distribution = { number: count, at, group, package: content };
    const known = byPackage.get(content.id) ?? [];
    byPackage.set(content.id, known);
    known.splice(known.findLastIndex((earlier) => earlier.at <= at) + 1, 0, distribution);
    return distribution;
  };
  const catchUp = redistributeByOthers(settings, inventory, add);
  return {
    ...{ inventory, lag, distribute, keepJobs, clock, since: clock() - THIRTY_DAYS },
    findGroup: (id) => groups.get(id.toUpperCase()),
    findPackage: (id) => packages.get(id.toUpperCase()),
    distributionsOf(packageId) {
      catchUp();
      return byPackage.get(packageId) ?? [];
    },
    take(group, content, at) {
      catchUp();
      return add(group, content, at);
    },
    stick: (group, content) => stuck.add(pairOf(group, content)),
    isStuck: (distribution) => stuck.has(pairOf(distribution.group, distribution.package)),
  };
}

function pairOf(group: Group, content: Package): string {
  return `${group.id}/${content.id}`;
}

/** How far one redistribution has come at one distribution point. */
export interface Progress {
  readonly state: 'pending' | 'running' | 'done' | 'failed';
  /** When it came to this state, in milliseconds since 1970. */
  readonly at: number;
  /** Share of the bytes still to be sent. */
  readonly remaining: number;
}

/** How far a redistribution has come at a distribution point that takes part in it. Each sends every byte again. */
export function progressOf(world: World, distribution: Distribution, point: Point): Progress {
  const begun = distribution.at + world.lag;
  const ended = begun + world.distribute;
  const now = world.clock();
  if (now < begun) return { state: 'pending', at: distribution.at, remaining: 1 };
  if (world.isStuck(distribution)) return { state: 'running', at: begun, remaining: 1 };
  if (now < ended) return { state: 'running', at: begun, remaining: (ended - now) / world.distribute };
  return { state: point.fault ? 'failed' : 'done', at: ended, remaining: point.fault ? 1 : 0 };
}
