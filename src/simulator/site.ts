import { logCall } from './call-log.ts';
import { chooseFaults, type Fault } from './fault.ts';
import type { Inventory } from './inventory.ts';
import type { SimulatorSettings } from './options.ts';
import type { Target } from './redistribute.ts';
import { makeWorld, type TakenCall, type World } from './world.ts';

/** A request that a script may spoil. `number` counts the requests of its kind from 1. */
export type ScriptedRequest =
  | { readonly kind: 'read'; readonly number: number; readonly className: string }
  | { readonly kind: 'call'; readonly number: number; readonly groupId: string; readonly package: string };

/** Says what goes wrong with a request; undefined: nothing but chance. */
export type Script = (request: ScriptedRequest) => Fault | undefined;

/** What a test sees of the simulated site. */
export interface SimulatedSite extends Inventory {
  /** Every call that the site took, oldest first. */
  readonly calls: readonly TakenCall[];
  /** From now on this says what goes wrong. */
  script(script: Script): void;
}

/** The site as the routes see it. */
export interface ServedSite {
  readonly settings: SimulatorSettings;
  readonly world: World;
  readonly shown: SimulatedSite;
  faultOfRead(className: string): Fault | undefined;
  faultOfCall(target: Target): Fault | undefined;
  /** Takes a call, and logs it where a log is kept. */
  take(target: Target): void;
}

/** A site to serve. */
export function makeSite(settings: SimulatorSettings): ServedSite {
  const world = makeWorld(settings);
  const choose = chooseFaults(settings);
  let script: Script = () => undefined;
  let reads = 0;
  let calls = 0;
  return {
    settings,
    world,
    shown: {
      ...world.inventory,
      calls: world.calls,
      script: (next) => {
        script = next;
      },
    },
    faultOfRead(className) {
      reads += 1;
      return script({ kind: 'read', number: reads, className });
    },
    faultOfCall({ group, content }) {
      calls += 1;
      const scripted = script({ kind: 'call', number: calls, groupId: group.id, package: content.id });
      return scripted ?? choose(group, content);
    },
    take({ group, content }) {
      const call = world.take(group, content);
      if (settings.log !== undefined) logCall(settings.log, call);
    },
  };
}
