import type { GroupKey, GroupName, PackageId, SiteCode } from '../model/entry.ts';
import type { Answer } from '../model/site/answer.ts';
import type { Pair, Point, PointStatus, SiteJob, SitePackage } from '../model/site/facts.ts';

// How a site fails is part of the contract.
export { SITE_ERRORS } from './errors.ts';

/** A distribution point group as the site shows it. */
export interface SiteGroup {
  /** GUID with its braces. */
  readonly id: string;
  readonly name: string;
  readonly members: number;
}

/** How a site describes ReDistributePackage's PackageID. */
export interface DescribedParameter {
  readonly type: 'String' | 'StringArray';
  /** True where calls are made with a parameter of this type. */
  readonly sent: boolean;
}

/** One call of ReDistributePackage. */
export interface Call {
  /** GUID with its braces. */
  readonly groupId: string;
  readonly package: PackageId;
  /** Milliseconds since 1970, on the ledger's clock: a call that has not left by then is dropped as not sent. */
  readonly deadline: number;
}

/**
 * The other end: one site's SMS Provider. Reads throw a Failure (`wait`: the whole site cannot be used now; `stop`:
 * the site said something that only a person can mend). `redistribute` never throws: whatever happens is an Answer.
 */
export interface Site {
  readonly code: SiteCode;
  /** How many calls may be in flight at once. */
  readonly slots: number;
  /** How long a call may take, in milliseconds. */
  readonly callTimeout: number;
  /** One cheap read that shows whether the site can be used: its own code must be the config's. */
  probe(signal?: AbortSignal): Promise<void>;
  /**
   * The groups of these names that this account may see, in a few requests. More than one where the site has several
   * that compare alike.
   */
  findGroups(
    names: readonly GroupName[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<GroupKey, readonly SiteGroup[]>>;
  /** The packages of these ids that this account may see, in a few requests. */
  findPackages(ids: readonly PackageId[], signal?: AbortSignal): Promise<ReadonlyMap<PackageId, SitePackage>>;
  /** Which of these pairs are assigned, as pair keys, in a few requests. */
  findAssignments(pairs: readonly Pair[], signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** The members of these groups, in a few requests; an empty group has an empty list. */
  readMembers(
    groupIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly Point[]>>;
  /** Every distribution job of these packages that the site still shows. */
  readJobs(packages: readonly PackageId[], signal?: AbortSignal): Promise<readonly SiteJob[]>;
  /** The newest status of these pairs at each member of their groups, in a few requests. */
  readStatus(pairs: readonly Pair[], signal?: AbortSignal): Promise<readonly PointStatus[]>;
  /** The newest status of these packages at every distribution point of the site. */
  readStatusOfPackages(packages: readonly PackageId[], signal?: AbortSignal): Promise<readonly PointStatus[]>;
  /** The site's clock less dpsync's, in milliseconds, from the newest answer; 0 where the site never told its time. */
  readonly clockOffset: number;
  /** Null where the site's description has no such method. */
  readMethodParameter(signal?: AbortSignal): Promise<DescribedParameter | null>;
  /** Sends the package to every member of the group once more. Never repeats the call by itself. */
  redistribute(call: Call): Promise<Answer>;
  close(): Promise<void>;
}
