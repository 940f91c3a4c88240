// What a pipeline may know of what was sent and of the sites, without ledger, site or secret: no people, no commits.
import type { Attempt } from '../attempt.ts';
import type { GroupName, PackageId, SiteCode } from '../entry.ts';
import type { Point, SitePackage } from '../site/facts.ts';

/** One attempt, as far as it decides whether the entry and digest is called. */
export interface Sent
  extends Pick<
    Attempt,
    'entry' | 'groupId' | 'digest' | 'revision' | 'outcome' | 'finality' | 'counts' | 'error'
  > {
  /** When it ended, or began where it did not end, in milliseconds since 1970. */
  readonly at: number;
}

/** A group of a site, and what is known of packages in it. */
export interface KnownGroup {
  /** GUID with its braces. */
  readonly id: string;
  readonly name: string;
  readonly members: readonly Point[];
  /** Packages that are assigned to it, and that are not, among those that were asked about. */
  readonly assigned: readonly PackageId[];
  readonly unassigned: readonly PackageId[];
}

/** What a site showed of what is declared or was ever sent. */
export interface FactsOfSite {
  readonly code: SiteCode;
  readonly packages: readonly SitePackage[];
  readonly groups: readonly KnownGroup[];
  /** What was asked about and is not there, or not to be seen. */
  readonly missing: { readonly packages: readonly PackageId[]; readonly groups: readonly GroupName[] };
}

/** What `export` writes and `plan --facts` reads. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly exportedAt: number;
  /** Every site of the config. */
  readonly sites: readonly FactsOfSite[];
  /** Oldest first. */
  readonly sent: readonly Sent[];
}
