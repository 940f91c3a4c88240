import { tokenFinder } from '../../src/compose/token.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import type { SimulatedFault } from '../../src/simulator/fault.ts';
import { openAdminServiceSite } from '../../src/site/adminservice/site.ts';
import type { Conductor } from '../make/process/conductor.ts';
import { makeSiteSettings } from '../make/site/simulated-site.ts';
import type { Step } from './steps.ts';

/** The site's end of a history: what goes wrong there, and which attempts arrived. */
export class Ends {
  /** The attempts that the site took, oldest first. */
  readonly received: Attempt[] = [];
  /** Calls that arrived without an intent on record. */
  strangers = 0;
  #faults: (SimulatedFault | null)[] = [];
  #callsLeft = Number.POSITIVE_INFINITY;
  readonly #intended = new Map<string, Attempt>();

  constructor({ simulator }: Conductor) {
    simulator.site.script((request) => {
      if (request.kind === 'read') return undefined;
      const attempt = this.#intended.get(`${request.groupId} ${request.package}`);
      const spoilt = this.#faults.shift() ?? undefined;
      if (!attempt) this.strangers += 1;
      else if (!spoilt || spoilt.taken) this.received.push(attempt);
      return spoilt;
    });
  }

  /** What the next pass meets. */
  prepare({ faults, siteGoesAfter }: Pick<Step, 'faults' | 'siteGoesAfter'>): void {
    this.#faults = [...faults];
    this.#callsLeft = siteGoesAfter ?? Number.POSITIVE_INFINITY;
  }

  /** Parts whose site may go away, and whose intents are noted. */
  wrap(parts: Parts): Parts {
    const settings = makeSiteSettings('http://127.0.0.1:1/AdminService');
    const gone = openAdminServiceSite({ settings, findToken: tokenFinder({}), clock: parts.clock });
    const now = <Value>(value: Value, other: Value) => (this.#callsLeft > 0 ? value : other);
    return {
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        probe: (signal) => now(site, gone).probe(signal),
        findGroups: (names, signal) => now(site, gone).findGroups(names, signal),
        redistribute: async (call) => {
          const end = now(site, gone);
          this.#callsLeft -= 1;
          return await end.redistribute(call);
        },
        close: async () => {
          await Promise.all([site.close(), gone.close()]);
        },
      })),
      listen: (event) => {
        parts.listen(event);
        if (event.type !== 'intended') return;
        this.#intended.set(`${event.attempt.groupId} ${event.attempt.entry.package}`, event.attempt);
      },
    };
  }
}
