// Everything that a plan wants to know of the sites, in a few requests each, and nothing twice in a pass.
import { type GroupKey, type GroupName, groupKey, type SiteCode } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { type Pair, pairKey } from '../../model/site/facts.ts';
import type { SiteFacts } from '../../plan/plan.ts';
import { SITE_ERRORS, type Site } from '../../site/site.ts';
import type { Parts } from '../parts.ts';
import { askPairs } from './ask-pairs.ts';
import type { Pass } from './pass.ts';

type Reached = Extract<SiteFacts, { readonly kind: 'reached' }>;

const NOTHING: Reached = {
  kind: 'reached',
  groups: new Map(),
  packages: new Map(),
  pairs: new Map(),
  clockOffset: 0,
};

/** How the sites are asked. */
interface AskOptions {
  /** Also note of the site what a lost answer is to be compared with. */
  readonly calling?: boolean;
  /** Only this site; left out: every one. */
  readonly at?: SiteCode | undefined;
}

/**
 * Asks each site about what would be called now, or once a budget, a wave or a time lets it, and gives the pass with
 * what they say. It is given back as it is where there is nothing new to ask.
 */
export async function askSites(
  pass: Pass,
  parts: Parts,
  { calling: snapshots = false, at }: AskOptions = {},
): Promise<Pass> {
  const isHere = ({ entry }: PlannedEntry) => at === undefined || entry.site === at;
  const entries = pass.planned.plan.entries.filter(isHere).filter(isWanted(pass));
  const wanted = Map.groupBy(entries, ({ entry }) => entry.site);
  if (wanted.size === 0) return pass;
  const facts = new Map(pass.input.facts);
  await Promise.all(
    [...wanted].map(async ([code, entries]) => {
      const answer = await askSite(code, entries, { pass, parts, snapshots });
      if (answer.kind === 'unreachable') {
        parts.listen({ type: 'siteHeld', site: code, code: answer.code, message: answer.message });
      }
      facts.set(code, answer);
    }),
  );
  return pass.withFacts(facts);
}

/** What the site could free by an answer, or what costs something once it is free. */
const ASKED_ABOUT: ReadonlySet<string> = new Set(['budget', 'wave', 'validity', 'stale']);

function isWanted({ selected, input }: Pass): (planned: PlannedEntry) => boolean {
  return ({ action, held, key, entry }) => {
    if (selected && !selected.has(key)) return false;
    if (action !== 'redistribute' && !(held && ASKED_ABOUT.has(held.by))) return false;
    const known = input.facts.get(entry.site);
    return (
      known === undefined ||
      (known.kind === 'reached' && !known.groups.has(groupKey(entry.group))) ||
      lacksPair(known, { entry })
    );
  };
}

function lacksPair(known: SiteFacts, { entry }: Pick<PlannedEntry, 'entry'>): boolean {
  if (known.kind !== 'reached') return false;
  const id = known.groups.get(groupKey(entry.group))?.id;
  return id != null && !known.pairs.has(pairKey({ groupId: id, package: entry.package }));
}

interface Circumstances {
  readonly pass: Pass;
  readonly parts: Parts;
  readonly snapshots: boolean;
}

async function askSite(
  code: SiteCode,
  entries: readonly PlannedEntry[],
  { pass, parts, snapshots }: Circumstances,
): Promise<SiteFacts> {
  const before = pass.input.facts.get(code);
  const site = parts.sites.find((candidate) => candidate.code === code);
  try {
    if (!site) throw new Failure(SITE_ERRORS.wrongSite, 'the config has no such site');
    if (before === undefined) await site.probe();
    const known = before?.kind === 'reached' ? before : NOTHING;
    const [groups, packages] = await Promise.all([
      askGroups(site, entries, known.groups),
      askPackages(site, entries, known.packages),
    ]);
    const fresh = pairsOf(entries, groups).filter((pair) => !known.pairs.has(pairKey(pair)));
    const pairs = new Map([...known.pairs, ...(await askPairs(site, fresh, parts, snapshots))]);
    return { kind: 'reached', groups, packages, pairs, clockOffset: site.clockOffset };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: 'unreachable', code: error.code, message: error.message, since: parts.clock() };
  }
}

async function askGroups(
  site: Site,
  entries: readonly PlannedEntry[],
  known: Reached['groups'],
): Promise<Reached['groups']> {
  const names = new Map<GroupKey, GroupName>();
  for (const { entry } of entries) {
    const key = groupKey(entry.group);
    if (!known.has(key)) names.set(key, entry.group);
  }
  if (names.size === 0) return known;
  const found = await site.findGroups([...names.values()]);
  const groups = new Map(known);
  for (const key of names.keys()) {
    const matches = found.get(key) ?? [];
    groups.set(key, { count: matches.length, id: matches.length === 1 ? (matches[0]?.id ?? null) : null });
  }
  return groups;
}

async function askPackages(
  site: Site,
  entries: readonly PlannedEntry[],
  known: Reached['packages'],
): Promise<Reached['packages']> {
  const ids = [...new Set(entries.map(({ entry }) => entry.package))].filter((id) => !known.has(id));
  if (ids.length === 0) return known;
  const found = await site.findPackages(ids);
  return new Map([...known, ...ids.map((id) => [id, found.get(id) ?? null] as const)]);
}

function pairsOf(entries: readonly PlannedEntry[], groups: Reached['groups']): Pair[] {
  const pairs = entries.flatMap(({ entry }) => {
    const groupId = groups.get(groupKey(entry.group))?.id;
    return groupId ? [{ groupId, package: entry.package }] : [];
  });
  return [...new Map(pairs.map((pair) => [pairKey(pair), pair])).values()];
}
