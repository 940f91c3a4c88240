// Everything that the planner is told, and what it gives back.
import type { Attempt } from '../model/attempt.ts';
import type { ReasonRule } from '../model/config/reason-rule.ts';
import type { Declared } from '../model/declaration.ts';
import type { Digest } from '../model/digest.ts';
import type { EntryKey, GroupKey, PackageId, SiteCode } from '../model/entry.ts';
import type { Plan } from '../model/plan.ts';
import type { Problem, Skipped } from '../model/problem.ts';
import type { PastCall } from '../model/run.ts';
import type { Selector } from '../model/selection/selector.ts';
import type { Point, SiteJob, SitePackage, Snapshot } from '../model/site/facts.ts';
import type { Suspension } from '../model/suspension.ts';
import type { GuardSettings, RetrySettings, WaveSettings } from './settings.ts';

/** An entry, and everything that is known of it. */
export interface Subject {
  readonly key: EntryKey;
  /** Every place in the configured sources that declares it now. */
  readonly declared: readonly Declared[];
  /** What the ledger had declared, where nothing declares it any more. */
  readonly gone: Declared | null;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  /** The digest that was due at the last recorded pass, its run, and since when. */
  readonly due: {
    readonly digest: Digest | null;
    readonly run: string | null;
    readonly since: number;
  } | null;
  /** False where the signatures of the commits that planned it do not allow a call. */
  readonly trusted: boolean;
}

/** A source in the pass that is planned. */
export interface SourceView {
  readonly name: string;
  readonly commit: string;
  readonly base: string | null;
  /** `held`: not released yet. `quarantined`: the ledger is not the one that this machine saw last. */
  readonly firstRun: 'released' | 'held' | 'quarantined';
  /** What is wrong with the signature of `commit`; null where nothing is, or none is asked for. */
  readonly unverified: string | null;
  /** null: nothing is asked of reasons. */
  readonly reason: ReasonRule | null;
}

/** What is known of a run that was recorded before. */
export interface RunView {
  /** What operators approved of it, as {@link callId}s. */
  readonly approved: ReadonlySet<string>;
  /** How many calls it came to at its last pass. */
  readonly calls: number;
  /** How many different entries of it were called so far. */
  readonly called: number;
  /** What these calls sent; null where nobody knew the size of one. */
  readonly bytes: number | null;
  /** What became of the content of its waves, as far as they were called. */
  readonly waves: readonly WaveView[];
  /** The waves that an operator waived. */
  readonly waived: ReadonlySet<number>;
}

/** The content of one wave of a run, as far as it was called. */
export interface WaveView {
  readonly wave: number;
  /** Entries that the site accepted, and those of them whose content is still on its way somewhere. */
  readonly entries: number;
  readonly pending: number;
  /** Deliveries: one for each entry and distribution point. */
  readonly points: number;
  /** The names of those that failed. */
  readonly failed: readonly string[];
  /** When the last call was accepted, in milliseconds since 1970. */
  readonly acceptedAt: number;
}

/** What an operator took out of work for a while. */
export interface SuspensionView extends Suspension {
  readonly parsed: Selector;
}

/** What a site showed of one package and one group. */
export interface PairFacts {
  readonly assigned: boolean;
  readonly members: readonly Point[];
  /** Jobs of the package at members of the group that are under way and no call of ours explains. */
  readonly running: readonly SiteJob[];
  /** Our attempts of this very pair under another name of the group or site. */
  readonly otherNames: readonly Attempt[];
  /** What to compare with where the answer to its call is lost; null where no call is meant. */
  readonly snapshot: Snapshot | null;
}

/** What a site said in this pass. */
export type SiteFacts =
  | {
      readonly kind: 'reached';
      /** How many groups of each name that was asked for the account can see, and the id of a single one. */
      readonly groups: ReadonlyMap<GroupKey, { readonly count: number; readonly id: string | null }>;
      /** null: not found. One that was not asked for is left out. */
      readonly packages: ReadonlyMap<PackageId, SitePackage | null>;
      /** By pair key. */
      readonly pairs: ReadonlyMap<string, PairFacts>;
      /** The site's clock less ours, in milliseconds. */
      readonly clockOffset: number;
    }
  | { readonly kind: 'unreachable'; readonly code: string; readonly message: string; readonly since: number };

export interface PlanInput {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly subjects: readonly Subject[];
  /** In the config's order. */
  readonly sources: readonly SourceView[];
  readonly runs: ReadonlyMap<string, RunView>;
  /** What each source sent in the last 24 hours, by its name; empty where nothing is asked of a day. */
  readonly days: ReadonlyMap<string, readonly PastCall[]>;
  readonly problems: readonly Problem[];
  readonly skipped: readonly Skipped[];
  /** A site that was not asked is left out. */
  readonly facts: ReadonlyMap<SiteCode, SiteFacts>;
  /** The number of the writer that holds the lock now; null where nobody does. */
  readonly writer: number | null;
  readonly guards: GuardSettings;
  readonly waves: WaveSettings;
  readonly suspensions: readonly SuspensionView[];
  readonly retry: RetrySettings;
  /** What the operator said for this pass. */
  readonly overrides: {
    /** Entries that are called although their source is on its first run. */
    readonly firstRun: (key: EntryKey) => boolean;
    /** Entries that are called whatever their run comes to. */
    readonly approveBudget: (key: EntryKey) => boolean;
    /** Closed windows hold nothing. */
    readonly breakGlass: boolean;
  };
}

/** A plan, and what a pass has to remember of it. */
export interface Planned {
  readonly plan: Plan;
  /** What the next pass must look at although nothing about it changes; every other subject is settled. */
  readonly watch: readonly {
    readonly key: EntryKey;
    readonly digest: Digest | null;
    readonly run: string | null;
    readonly since: number;
    readonly trusted: boolean;
  }[];
  /** What each run comes to by now: calls made and still to be made, and those that left it without being taken back. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The runs that come to more than may leave without an approval. */
  readonly overBudget: ReadonlySet<string>;
}
