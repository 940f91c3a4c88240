// A group is recognised under another name by its GroupID: without it, what was adopted would be sent after a rename.
import { type Entry, type GroupKey, groupKey, type SiteCode } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { Parts } from '../parts.ts';

/**
 * The GroupIDs of these entries' groups, where their sites can be asked and show one group of that name; null elsewhere.
 * A site that does not answer is told of, and keeps nothing from being adopted.
 */
export async function findGroupIds(
  entries: readonly Entry[],
  parts: Parts,
): Promise<(entry: Entry) => string | null> {
  const bySite = Map.groupBy(entries, ({ site }) => site);
  const answers = await Promise.all(
    [...bySite].map(async ([code, own]) => [code, await askSite(code, own, parts)] as const),
  );
  const ids = new Map(answers);
  return ({ site, group }) => ids.get(site)?.get(groupKey(group)) ?? null;
}

async function askSite(
  code: SiteCode,
  entries: readonly Entry[],
  { sites, listen }: Parts,
): Promise<ReadonlyMap<GroupKey, string>> {
  const site = sites.find((candidate) => candidate.code === code);
  if (!site) return new Map();
  const names = new Map(entries.map(({ group }) => [groupKey(group), group]));
  try {
    await site.probe();
    const found = await site.findGroups([...names.values()]);
    return new Map(
      [...found].flatMap(([key, groups]) => (groups.length === 1 && groups[0] ? [[key, groups[0].id]] : [])),
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const message = `${error.message} The groups are recorded by name alone: one that is renamed is not recognised.`;
    listen({ type: 'siteHeld', site: code, code: error.code, message });
    return new Map();
  }
}
