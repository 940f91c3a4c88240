import { type Group, type Inventory, makeInventory, type Package, type Point } from './inventory.ts';
import type { SimulatorSettings } from './options.ts';

/** A call of ReDistributePackage that the site took. */
export interface TakenCall {
  /** Counts from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly group: Group;
  readonly package: Package;
}

/** The site's whole state: what it has, and the calls that it took. Everything else is derived from the clock. */
export interface World {
  readonly inventory: Inventory;
  /** Milliseconds since 1970: when everything had been distributed for the first time. */
  readonly since: number;
  readonly lag: number;
  readonly distribute: number;
  readonly clock: () => number;
  /** Every call that was taken, oldest first. */
  readonly calls: readonly TakenCall[];
  findGroup(id: string): Group | undefined;
  findPackage(id: string): Package | undefined;
  /** The calls of one package, oldest first. */
  callsOf(packageId: string): readonly TakenCall[];
  take(group: Group, content: Package): TakenCall;
}

const THIRTY_DAYS = 30 * 86_400_000;

/** A world in which nothing was called yet. */
export function makeWorld(settings: SimulatorSettings): World {
  const inventory = makeInventory(settings);
  const groups = new Map(inventory.groups.map((group) => [group.id, group]));
  const packages = new Map(inventory.packages.map((content) => [content.id, content]));
  const calls: TakenCall[] = [];
  const byPackage = new Map<string, TakenCall[]>();
  const { lag, distribute, clock } = settings;
  return {
    ...{ inventory, lag, distribute, clock, calls, since: clock() - THIRTY_DAYS },
    findGroup: (id) => groups.get(id.toUpperCase()),
    findPackage: (id) => packages.get(id.toUpperCase()),
    callsOf: (packageId) => byPackage.get(packageId) ?? [],
    take(group, content) {
      const call = { number: calls.length + 1, at: clock(), group, package: content };
      calls.push(call);
      const known = byPackage.get(content.id);
      if (known) known.push(call);
      else byPackage.set(content.id, [call]);
      return call;
    },
  };
}

/** How far one call has come at one distribution point. */
export interface Progress {
  readonly state: 'pending' | 'running' | 'done' | 'failed';
  /** When it came to this state, in milliseconds since 1970. */
  readonly at: number;
  /** Share of the bytes still to be sent. */
  readonly remaining: number;
}

/** How far a call has come at a distribution point that takes part in it. Every call sends every byte again. */
export function progressOf(world: World, call: TakenCall, point: Point): Progress {
  const begun = call.at + world.lag;
  const ended = begun + world.distribute;
  const now = world.clock();
  if (now < begun) return { state: 'pending', at: call.at, remaining: 1 };
  if (now < ended) return { state: 'running', at: begun, remaining: (ended - now) / world.distribute };
  return { state: point.fault ? 'failed' : 'done', at: ended, remaining: point.fault ? 1 : 0 };
}
