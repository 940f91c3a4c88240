// What a site showed the planner of packages and groups: all is well, unless a test says otherwise.
import { groupKey, type PackageId } from '../../../src/model/entry.ts';
import { type Point, pairKey, type SiteJob, type SitePackage } from '../../../src/model/site/facts.ts';
import type { PairFacts, PlanInput, SiteFacts } from '../../../src/plan/plan.ts';
import { entry } from '../noun/plan.ts';

/** The GUID of the group of this name. */
export const groupId = (name: string) => `{${name.toUpperCase()}}`;

/** One distribution point. */
export function point(name: string, more: Partial<Point> = {}): Point {
  return { id: `["Display=\\\\${name}\\"]`, name, onSiteServer: false, ...more };
}

/** A package of 1 GB with source files, which nobody changed after the site had read them. */
export function sitePackage(more: Partial<SitePackage> = {}): SitePackage {
  return {
    id: entry().package,
    name: 'Office',
    bytes: 1024 ** 3,
    content: 'files',
    sourceVersion: 1,
    refreshedAt: null,
    sourceChangedAt: null,
    ...more,
  };
}

/** A pair that is assigned, of a group with two members on which nothing is under way. */
export function pair(more: Partial<PairFacts> = {}): PairFacts {
  return {
    assigned: true,
    members: [point('DP01'), point('DP02')],
    running: [],
    otherNames: [],
    snapshot: null,
    ...more,
  };
}

/** A job that sends everything to a distribution point and began at this time. */
export function job(createdAt: number, more: Partial<SiteJob> = {}): SiteJob {
  const { id } = point('DP01');
  return {
    id: `job ${createdAt}`,
    package: entry().package,
    point: id,
    state: 'running',
    sendsAll: true,
    createdAt,
    ...more,
  };
}

/** What a site shows; a part that is left out was not asked for. */
export interface Shown {
  /** By group name: how many groups of that name there are, and the id of a single one. */
  readonly groups?: Readonly<Record<string, { readonly count: number; readonly id: string | null }>>;
  readonly packages?: Readonly<Record<string, SitePackage | null>>;
  /** By entry, as text: its package and its group. */
  readonly pairs?: Readonly<Record<string, PairFacts>>;
  readonly clockOffset?: number;
}

/** What these sites were asked and showed; the groups of pairs are shown once each, unless `groups` says otherwise. */
export function facts(sites: Readonly<Record<string, Shown>>): Pick<PlanInput, 'facts'> {
  const rows = Object.entries(sites).map(
    ([code, shown]) => [entry(`${code}/P0100012/x`).site, reachedSite(shown)] as const,
  );
  return { facts: new Map(rows) };
}

/** The same for the site P01 alone. */
export const shown = (what: Shown): Pick<PlanInput, 'facts'> => facts({ P01: what });

function reachedSite({ groups = {}, packages = {}, pairs = {}, clockOffset = 0 }: Shown): SiteFacts {
  const known = Object.entries(pairs).map(([text, found]) => [entry(text), found] as const);
  const single = known.map(
    ([{ group }]) => [groupKey(group), { count: 1, id: groupId(groupKey(group)) }] as const,
  );
  const named = Object.entries(groups).map(([name, group]) => [groupKey(name), group] as const);
  const byGroup = new Map([...single, ...named]);
  return {
    kind: 'reached',
    groups: byGroup,
    packages: new Map(Object.entries(packages).map(([id, found]) => [id as PackageId, found] as const)),
    pairs: new Map(
      known.map(([{ group, package: id }, found]) => {
        const guid = byGroup.get(groupKey(group))?.id ?? '';
        return [pairKey({ groupId: guid, package: id }), found] as const;
      }),
    ),
    clockOffset,
  };
}
