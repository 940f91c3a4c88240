import { Failure } from '../model/failure.ts';
import { logCall } from './call-log.ts';
import { SIMULATOR_ERRORS } from './errors.ts';
import { chooseFaults, type SimulatedFault } from './fault.ts';
import type { Inventory } from './inventory.ts';
import type { SimulatorSettings } from './options.ts';
import type { Target } from './redistribute.ts';
import { type Distribution, makeWorld, type World } from './world.ts';

/** A request that a script may spoil. `number` counts the requests of its kind from 1; `url` is path and query, as sent. */
export type ScriptedRequest =
  | { readonly kind: 'read'; readonly number: number; readonly className: string; readonly url: string }
  | { readonly kind: 'call'; readonly number: number; readonly groupId: string; readonly package: string };

/** Says what goes wrong with a request; undefined: nothing but chance. */
export type Script = (request: ScriptedRequest) => SimulatedFault | undefined;

/** What a test sees of the simulated site, and does at it. A group is named by its name or its id. */
export interface SimulatedSite extends Inventory {
  /** Every call that the site took over the wire, oldest first. */
  readonly calls: readonly Distribution[];
  /** How many reads of a class, and how many calls of the method, came in so far. */
  readonly requests: { readonly reads: number; readonly calls: number };
  /** From now on this says what goes wrong. */
  script(script: Script): void;
  /** Another administrator redistributes a package, now or at a time in milliseconds since 1970. */
  redistributeByAnother(group: string, packageId: string, at?: number): void;
  /** From now on, nothing of the package that is sent to the group ever ends. */
  stick(group: string, packageId: string): void;
}

/** The site as the routes see it. */
export interface ServedSite {
  readonly settings: SimulatorSettings;
  readonly world: World;
  readonly shown: SimulatedSite;
  faultOfRead(className: string, url: string): SimulatedFault | undefined;
  faultOfCall(target: Target): SimulatedFault | undefined;
  /** Takes a call, and logs it where a log is kept. */
  take(target: Target): void;
}

/** A site to serve. */
export function makeSite(settings: SimulatorSettings): ServedSite {
  const world = makeWorld(settings);
  const choose = chooseFaults(settings);
  const calls: Distribution[] = [];
  const requests = { reads: 0, calls: 0 };
  let script: Script = () => undefined;
  return {
    settings,
    world,
    shown: {
      ...world.inventory,
      calls,
      requests,
      script: (next) => {
        script = next;
      },
      redistributeByAnother(group, packageId, at = world.clock()) {
        const target = readPair(world, group, packageId);
        world.take(target.group, target.content, at);
      },
      stick(group, packageId) {
        const target = readPair(world, group, packageId);
        world.stick(target.group, target.content);
      },
    },
    faultOfRead(className, url) {
      requests.reads += 1;
      return script({ kind: 'read', number: requests.reads, className, url });
    },
    faultOfCall({ group, content }) {
      requests.calls += 1;
      const request = { number: requests.calls, groupId: group.id, package: content.id };
      return script({ kind: 'call', ...request }) ?? choose(group, content);
    },
    take({ group, content }) {
      const call = world.take(group, content, world.clock());
      calls.push(call);
      if (settings.log !== undefined) logCall(settings.log, call);
    },
  };
}

function readPair(world: World, name: string, packageId: string): Target {
  const group = world.findGroup(name) ?? world.inventory.groups.find((candidate) => candidate.name === name);
  const content = world.findPackage(packageId);
  if (group && content) return { group, content };
  throw new Failure(
    SIMULATOR_ERRORS.noGroupOrPackage,
    `The simulated site has no group "${name}" or no package "${packageId}".`,
  );
}
