import type { Listener } from '../model/event.ts';
import type { ProviderName } from './providers/providers.ts';

/** A source that a git host may tell of pushes. */
export interface Hook {
  readonly source: string;
  /** The branch that is looked at; pushes to others say nothing. */
  readonly branch: string;
  readonly provider: ProviderName;
  /** The secret as it is now; a hook without one, or with an empty one, is never believed. */
  readonly findSecret: () => string | undefined;
}

/** What is served, and who is told. */
export interface WebOptions {
  /** `HOST:PORT`; port 0 for any that is free. */
  readonly listen: string;
  readonly hooks: readonly Hook[];
  /** A hook that was believed and speaks of the source's branch; `commit` is what it says, for a hint only. */
  readonly onHook: (source: string, commit: string | null) => void;
  /** What is not well, one text each; empty where the loop turns and the ledger answers. */
  readonly findFaults: () => Promise<readonly string[]>;
  readonly readMetrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** The bearer token that metrics and faults are shown for; left out: they are shown on loopback only. */
  readonly findMetricsToken?: (() => string | undefined) | undefined;
  /** Is told of `hookTaken` and `hookRefused`. */
  readonly tell: Listener;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly limits?: Partial<Limits> | undefined;
}

/** How much those outside may ask for. */
export interface Limits {
  /** Milliseconds for a whole request to come in, and for an answer to be found; what is slower is cut off. */
  readonly requestTime: number;
  /** Connections at a time; one more takes the place of the one that has waited longest. */
  readonly connections: number;
  /** The same for those of one sender: an IPv4 address, or an IPv6 network. */
  readonly perSender: number;
}
