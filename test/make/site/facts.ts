// Facts of the site P01 and of what was sent: a test writes down only what it is about.
import type { GroupName } from '../../../src/model/entry.ts';
import type { Facts, FactsOfSite, KnownGroup, Sent } from '../../../src/model/views/facts.ts';
import { digest, entry, NOW } from '../noun/plan.ts';
import { groupName, packageId } from '../noun/redistribution.ts';
import { groupId, point, sitePackage } from './site-facts.ts';

/** Facts that were exported now. */
export function facts(more: Partial<Facts> = {}): Facts {
  return { exportedAt: NOW, sites: [factsOfSite()], sent: [], ...more };
}

/** The first package, of 1 GB, in the first group, with two members. */
export function factsOfSite(more: Partial<FactsOfSite> = {}): FactsOfSite {
  return {
    code: entry().site,
    packages: [sitePackage({ id: idOf(1) })],
    groups: [knownGroup()],
    missing: { packages: [], groups: [] },
    ...more,
  };
}

/** The first group of the site, to which its first package is assigned. */
export function knownGroup(more: Partial<KnownGroup> = {}): KnownGroup {
  const name = more.name ?? groupName(1);
  return {
    id: groupId(name),
    members: [point('DP01'), point('DP02')],
    assigned: [idOf(1)],
    unassigned: [],
    ...more,
    name,
  };
}

/** An accepted call of revision 1 of the first package to the first group, an hour ago. */
export function sent({
  text = `P01/${packageId(1)}/${groupName(1)}`,
  ...more
}: Partial<Sent> & { text?: string } = {}): Sent {
  const what = { entry: text, revision: more.revision ?? '1' };
  return {
    entry: entry(text),
    groupId: groupId(entry(text).group),
    digest: digest(what),
    outcome: 'accepted',
    finality: null,
    counts: true,
    error: null,
    at: NOW - 3_600_000,
    ...more,
    revision: what.revision,
  };
}

/** The id of the site's n-th package. */
export function idOf(number: number): KnownGroup['assigned'][number] {
  return entry(`P01/${packageId(number)}/x`).package;
}

/** The name of a group, as facts have it. */
export function nameOf(text: string): GroupName {
  return entry(`P01/${packageId(1)}/${text}`).group;
}
