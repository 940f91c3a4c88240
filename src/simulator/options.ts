import { type SiteCode, toSiteCode } from '../model/entry.ts';
import { Failure } from '../model/failure.ts';
import { SIMULATOR_ERRORS } from './errors.ts';

/** How a simulated site is made. Times are milliseconds; shares are between 0 and 1. */
export interface SimulatorOptions {
  /** 0: any free port. */
  readonly port?: number;
  readonly code?: string;
  readonly groups?: number;
  /** Names of the first groups; the rest are named `Branch Offices 01` and on. */
  readonly groupNames?: readonly string[];
  readonly packages?: number;
  /** Distribution points of each group. */
  readonly members?: number;
  /** Groups without members, by their number from 0. */
  readonly emptyGroups?: readonly number[];
  /** Packages without source files, by their number from 0; so are those below. */
  readonly withoutSource?: readonly number[];
  readonly taskSequences?: readonly number[];
  /** Their source files were changed after the site had read them last. */
  readonly sourceChanged?: readonly number[];
  /** Pairs that are not assigned: the number of a group, and that of a package. Every other pair is. */
  readonly unassigned?: readonly (readonly [group: number, content: number])[];
  /** So many distribution points never finish: their status ends as an error. */
  readonly brokenPoints?: number;
  /** Added to every request. */
  readonly latency?: number;
  /** Between a call and the first status rows of it. */
  readonly lag?: number;
  /** What a distribution point needs, after the lag, to finish one redistribution. */
  readonly distribute?: number;
  /** Jobs of what is over disappear after this time. */
  readonly keepJobs?: number;
  /** Redistributions by another administrator, in a minute: of any pair, at times that the clock and the seed decide. */
  readonly others?: number;
  /** Share of calls that are refused: a ReturnValue other than 0, or an error. */
  readonly failRate?: number;
  /** Share of calls whose connection is destroyed before they are taken. */
  readonly dropBefore?: number;
  /** Share of calls that are taken, and whose connection is then destroyed. */
  readonly dropAfter?: number;
  /** Share of calls that are taken and never answered. */
  readonly hang?: number;
  /** The same seed gives the same packages and the same faults. */
  readonly seed?: number;
  /** File that gets one line of JSON for every call that was taken, before it is answered. */
  readonly log?: string;
  readonly clock?: () => number;
  /** Bearer token that every request must carry. */
  readonly token?: string;
  /** Rows in one answer; more are reached by `@odata.nextLink`. */
  readonly pageSize?: number;
  /** Told of every request as it arrives. */
  readonly watch?: (request: SeenRequest) => void;
}

/** One request as it came in. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The sender's port: one number per connection. */
  readonly connection: number;
}

const DEFAULTS = {
  port: 0,
  groups: 10,
  groupNames: [],
  packages: 100,
  members: 4,
  emptyGroups: [],
  withoutSource: [],
  taskSequences: [],
  sourceChanged: [],
  unassigned: [],
  brokenPoints: 0,
  latency: 0,
  lag: 2000,
  distribute: 60_000,
  keepJobs: Infinity,
  others: 0,
  failRate: 0,
  dropBefore: 0,
  dropAfter: 0,
  hang: 0,
  seed: 1,
  clock: Date.now,
  pageSize: 5000,
} as const;

type Given = Pick<SimulatorOptions, 'log' | 'token' | 'watch'>;

/** Options with every default filled in. */
export type SimulatorSettings = Given &
  Required<Omit<SimulatorOptions, keyof Given | 'code'>> & { readonly code: SiteCode };

/** Fills in what was left out. Throws a Failure where the site code is none. */
export function readOptions(options: SimulatorOptions): SimulatorSettings {
  const code = toSiteCode(options.code ?? 'P01');
  if (!code) {
    throw new Failure(
      SIMULATOR_ERRORS.badOption,
      `"${options.code}" is no site code: give three letters or digits.`,
    );
  }
  return { ...DEFAULTS, ...options, code };
}
