import type { HeldBy } from '../hold.ts';
import type { Health, Sync } from './status.ts';

/** How everything stands at one moment. Counts are of entries, where nothing else is said. */
export interface Standing {
  readonly sync: Readonly<Record<Sync, number>>;
  readonly health: Readonly<Record<Health, number>>;
  /** Left out: none. */
  readonly held: Readonly<Partial<Record<HeldBy, number>>>;
  /** The configured sites. */
  readonly sites: readonly {
    readonly code: string;
    /** Nothing is called there at the moment, because of what is true of the whole site. */
    readonly held: boolean;
    /** Calls that wait for their answer. */
    readonly openCalls: number;
  }[];
}
