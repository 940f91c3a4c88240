import { type GroupKey, type GroupName, groupKey, type SiteCode } from '../model/entry.ts';
import { Failure } from '../model/failure.ts';
import type { SiteFacts } from '../plan/plan.ts';
import type { Site } from '../site/site.ts';
import type { Parts } from './parts.ts';
import type { Pass } from './pass.ts';

type Facts = ReadonlyMap<SiteCode, SiteFacts>;

/**
 * Asks each site about the groups that would be called now and were not asked about before. The facts of the pass are
 * given back as they are where there is nothing to ask.
 */
export async function askSites(pass: Pass, parts: Parts): Promise<Facts> {
  const wanted = wantedGroups(pass);
  if (wanted.size === 0) return pass.input.facts;
  const facts = new Map(pass.input.facts);
  await Promise.all(
    [...wanted].map(async ([code, names]) => {
      const known = facts.get(code);
      const site = parts.sites.find((candidate) => candidate.code === code);
      const answer = await askSite(site, names, known, parts.clock);
      if (answer.kind === 'unreachable') {
        parts.listen({ type: 'siteHeld', site: code, code: answer.code, message: answer.message });
      }
      facts.set(code, answer);
    }),
  );
  return facts;
}

function wantedGroups({ planned, input, selected }: Pass): Map<SiteCode, Map<GroupKey, GroupName>> {
  const wanted = new Map<SiteCode, Map<GroupKey, GroupName>>();
  for (const { action, entry, key } of planned.plan.entries) {
    if (action !== 'redistribute' || (selected && !selected.has(key))) continue;
    const group = groupKey(entry.group);
    const known = input.facts.get(entry.site);
    if (known?.kind === 'reached' && known.groups.has(group)) continue;
    const names = wanted.get(entry.site) ?? new Map<GroupKey, GroupName>();
    wanted.set(entry.site, names.set(group, entry.group));
  }
  return wanted;
}

async function askSite(
  site: Site | undefined,
  names: ReadonlyMap<GroupKey, GroupName>,
  known: SiteFacts | undefined,
  clock: () => number,
): Promise<SiteFacts> {
  try {
    if (!site) throw new Failure('DPS2001', 'the config has no such site', 'stop');
    if (known === undefined) await site.probe();
    const found = await site.findGroups([...names.values()]);
    const groups = new Map(known?.kind === 'reached' ? known.groups : []);
    for (const key of names.keys()) {
      const matches = found.get(key) ?? [];
      groups.set(key, { count: matches.length, id: matches.length === 1 ? (matches[0]?.id ?? null) : null });
    }
    return { kind: 'reached', groups };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: 'unreachable', code: error.code, message: error.message, since: clock() };
  }
}
