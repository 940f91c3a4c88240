// What a site shows of its own: the nouns of pre-flight, cost, evidence and health.
import type { PackageId } from '../entry.ts';

/** A distribution point as a group's member. */
export interface Point {
  /** NAL path: what tells one point from every other. */
  readonly id: string;
  /** The server's name, for people. */
  readonly name: string;
  /** It shares its site server's content library: a redistribution sends it nothing. */
  readonly onSiteServer: boolean;
}

/** A package as the site shows it. Times are milliseconds since 1970. */
export interface SitePackage {
  readonly id: PackageId;
  readonly name: string;
  /** Bytes; null where the site does not say. */
  readonly bytes: number | null;
  /** A task sequence has no content of its own; a package without source files has none at all. */
  readonly content: 'files' | 'none' | 'taskSequence';
  /** Raised by every update of the distribution points, never by a redistribution. */
  readonly sourceVersion: number | null;
  /** When the site read the source files last. */
  readonly refreshedAt: number | null;
  /** When the source files were changed last, where the site knows it. */
  readonly sourceChangedAt: number | null;
}

/** A package and a group of the site: what one call is about. */
export interface Pair {
  /** GUID with its braces. */
  readonly groupId: string;
  readonly package: PackageId;
}

/** One string for a pair, for maps. */
export function pairKey({ groupId, package: id }: Pair): string {
  return `${groupId.toUpperCase()} ${id}`;
}

/** A transfer of one package to one distribution point. Times are milliseconds since 1970, on the site's clock. */
export interface SiteJob {
  readonly id: string;
  readonly package: PackageId;
  /** The distribution point's NAL path. */
  readonly point: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** It sends everything, as a redistribution does; an update or a removal is none. */
  readonly sendsAll: boolean;
  readonly createdAt: number;
}

/** The newest status of one package at one member of one group. Times are on the site's clock. */
export interface PointStatus extends Pair {
  /** NAL path, or the server's name where the site shows no path. */
  readonly point: string;
  readonly name: string;
  /** MessageState 1 is success, 2 in progress, 3 and 4 failed; anything else is unknown. */
  readonly state: 'success' | 'inProgress' | 'failed' | 'unknown';
  readonly messageId: number | null;
  readonly at: number;
}

/** What a site showed of one pair before its call: what came later is evidence. */
export interface Snapshot {
  /** On dpsync's clock. */
  readonly takenAt: number;
  /** The site's clock less dpsync's, in milliseconds. */
  readonly clockOffset: number;
  /** Ids of the jobs of this package that were under way or recent. */
  readonly jobs: readonly string[];
  /** NAL path → time of the newest status of each member that takes part in a redistribution. */
  readonly points: Readonly<Record<string, number>>;
}
