// What a facts file says of the sites, as the planner asks for it. What it does not say is not made up.
import type { Attempt } from '../../model/attempt.ts';
import { type Entry, groupKey, showEntry } from '../../model/entry.ts';
import type { PlannedEntry, Warning } from '../../model/plan.ts';
import { pairKey } from '../../model/site/facts.ts';
import type { Facts, FactsOfSite, KnownGroup } from '../../model/views/facts.ts';
import type { PairFacts, PlanInput, SiteFacts } from '../../plan/plan.ts';
import { PASS_ERRORS } from '../errors.ts';

/** What the sites showed of these entries. `attempts`: every one that the facts have. */
export function sitesOf(
  { sites }: Facts,
  entries: readonly Entry[],
  attempts: readonly Attempt[],
): PlanInput['facts'] {
  const wanted = Map.groupBy(entries, ({ site }) => site);
  const tried = Map.groupBy(attempts, ({ entry }) => entry.site);
  return new Map(
    sites.map((site) => {
      const { code } = site;
      return [code, siteOf(site, wanted.get(code) ?? [], tried.get(code) ?? [])];
    }),
  );
}

function siteOf(site: FactsOfSite, entries: readonly Entry[], attempts: readonly Attempt[]): SiteFacts {
  const named = Map.groupBy(site.groups, ({ name }) => groupKey(name));
  const single = [...named].map(([key, groups]) => {
    return [key, { count: groups.length, id: groups.length === 1 ? (groups[0]?.id ?? null) : null }] as const;
  });
  const missing = site.missing.groups.map((name) => [groupKey(name), { count: 0, id: null }] as const);
  const tried = Map.groupBy(attempts, ({ groupId, entry }) =>
    pairKey({ groupId: groupId ?? '', package: entry.package }),
  );
  const pairs = entries.flatMap((entry) => {
    const [group, ...others] = named.get(groupKey(entry.group)) ?? [];
    if (!group || others.length > 0) return [];
    const key = pairKey({ groupId: group.id, package: entry.package });
    return [[key, pairOf(group, entry, tried.get(key) ?? [])] as const];
  });
  return {
    kind: 'reached',
    groups: new Map([...missing, ...single]),
    packages: new Map([
      ...site.missing.packages.map((id) => [id, null] as const),
      ...site.packages.map((found) => [found.id, found] as const),
    ]),
    pairs: new Map(pairs),
    clockOffset: 0,
  };
}

function pairOf(group: KnownGroup, entry: Entry, tried: readonly Attempt[]): PairFacts {
  return {
    assigned: !group.unassigned.includes(entry.package),
    members: group.members,
    // What was under way then is over now, or not the same.
    running: [],
    otherNames: tried.filter(({ outcome }) => outcome !== 'rejected'),
    snapshot: null,
  };
}

/** A warning for each entry that is due and of which the facts do not say all that a plan would ask its site. */
export function gapsIn({ sites }: Facts, entries: readonly PlannedEntry[]): readonly Warning[] {
  const due = entries.filter(({ action }) => action === 'redistribute' || action === 'hold');
  return due.flatMap(({ entry }) => {
    const site = sites.find(({ code }) => code === entry.site);
    const gap = site && findGap(site, entry);
    if (gap === undefined) return [];
    const message = `the facts do not say ${gap}; the site is asked before the call`;
    return [{ code: PASS_ERRORS.factsSilent.code, message, entry: showEntry(entry) }];
  });
}

function findGap(
  { groups, packages, missing }: FactsOfSite,
  { group: name, package: id }: Entry,
): string | undefined {
  const key = groupKey(name);
  const isSame = (other: string) => groupKey(other) === key;
  if (missing.groups.some(isSame) || missing.packages.includes(id)) return undefined;
  const group = groups.find((one) => isSame(one.name));
  if (!group) return `whether there is a group ${name}`;
  if (!packages.some((one) => one.id === id)) return `whether there is a package ${id}`;
  const isKnown = group.assigned.includes(id) || group.unassigned.includes(id);
  return isKnown ? undefined : `whether package ${id} is assigned to the group ${group.name}`;
}
