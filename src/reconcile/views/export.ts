// What was sent and what the sites show, for those who plan without either.
import type { Attempt } from '../../model/attempt.ts';
import { type Entry, groupKey, type PackageId } from '../../model/entry.ts';
import { type Pair, pairKey } from '../../model/site/facts.ts';
import type { Facts, FactsOfSite, KnownGroup, Sent } from '../../model/views/facts.ts';
import type { Site, SiteGroup } from '../../site/site.ts';
import type { Parts } from '../parts.ts';
import { fetchHeads } from '../pass/fetch-heads.ts';
import { PLAIN, planAt } from '../pass/plan-pass.ts';

/**
 * Gathers the facts of everything that the sources declare now or that was ever sent, in a few requests to each site.
 * Throws a Failure where a source, the ledger or one of the sites cannot be read: half of the facts would look whole.
 */
export async function exportFacts(parts: Parts): Promise<Facts> {
  const exportedAt = parts.clock();
  const pass = await planAt(await fetchHeads(parts, true), { ...PLAIN, also: 'all' }, parts);
  const { attempts } = await parts.ledger.history({});
  const declared = pass.input.subjects.flatMap((subject) => subject.declared.map(({ entry }) => entry));
  const entries = Map.groupBy([...declared, ...attempts.map(({ entry }) => entry)], ({ site }) => site);
  const sites = await Promise.all(parts.sites.map((site) => factsOf(site, entries.get(site.code) ?? [])));
  return { exportedAt, sites, sent: attempts.toReversed().map(sentOf) };
}

function sentOf(attempt: Attempt): Sent {
  const { entry, groupId, digest, revision, outcome, finality, counts, error } = attempt;
  const at = attempt.finishedAt ?? attempt.startedAt;
  return { entry, groupId, digest, revision, outcome, finality, counts, error, at };
}

async function factsOf(site: Site, entries: readonly Entry[]): Promise<FactsOfSite> {
  await site.probe();
  const names = new Map(entries.map(({ group }) => [groupKey(group), group]));
  const ids = [...new Set(entries.map((entry) => entry.package))];
  const [found, packages] = await Promise.all([site.findGroups([...names.values()]), site.findPackages(ids)]);
  const groups = [...new Map([...found.values()].flat().map((group) => [group.id, group])).values()];
  const missing = [...names].filter(([key]) => !found.get(key)?.length).map(([, name]) => name);
  return {
    code: site.code,
    packages: ids.flatMap((id) => packages.get(id) ?? []),
    groups: await knownGroups(site, groups, entries),
    missing: { packages: ids.filter((id) => !packages.has(id)), groups: missing },
  };
}

async function knownGroups(
  site: Site,
  groups: readonly SiteGroup[],
  entries: readonly Entry[],
): Promise<readonly KnownGroup[]> {
  const byName = Map.groupBy(entries, ({ group }) => groupKey(group));
  const asked = groups.map((group) => {
    const packages = (byName.get(groupKey(group.name)) ?? []).map((entry) => entry.package);
    return { group, packages: [...new Set(packages)] };
  });
  const pairs = asked.flatMap(({ group, packages }) => packages.map((id) => pairOf(group, id)));
  const [assigned, members] = await Promise.all([
    site.findAssignments(pairs),
    site.readMembers(groups.map(({ id }) => id)),
  ]);
  return asked.map(({ group, packages }) => {
    const isAssigned = (id: PackageId) => assigned.has(pairKey(pairOf(group, id)));
    return {
      id: group.id,
      name: group.name,
      members: members.get(group.id) ?? [],
      assigned: packages.filter(isAssigned),
      unassigned: packages.filter((id) => !isAssigned(id)),
    };
  });
}

function pairOf({ id }: SiteGroup, packageId: PackageId): Pair {
  return { groupId: id, package: packageId };
}
