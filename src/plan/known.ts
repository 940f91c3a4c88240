import { type Entry, groupKey } from '../model/entry.ts';
import { pairKey, type SitePackage } from '../model/site/facts.ts';
import type { PairFacts, PlanInput } from './input.ts';

/** What the site showed of one entry; a part that it was not asked for is undefined. */
export interface SiteView {
  readonly group: { readonly count: number; readonly id: string | null } | undefined;
  /** null: not found. */
  readonly package: SitePackage | null | undefined;
  readonly pair: PairFacts | undefined;
  /** The pair's key; undefined where the group's name stands for no single group. */
  readonly pairKey: string | undefined;
}

const NOTHING: SiteView = { group: undefined, package: undefined, pair: undefined, pairKey: undefined };

/** What the site showed of an entry in this pass. */
export function knownOf(entry: Entry, { facts }: Pick<PlanInput, 'facts'>): SiteView {
  const site = facts.get(entry.site);
  if (site?.kind !== 'reached') return NOTHING;
  const group = site.groups.get(groupKey(entry.group));
  const key = group?.id ? pairKey({ groupId: group.id, package: entry.package }) : undefined;
  return {
    group,
    package: site.packages.get(entry.package),
    pair: key === undefined ? undefined : site.pairs.get(key),
    pairKey: key,
  };
}

/** The moment on the site's clock, on which its jobs are dated: milliseconds since 1970. */
export function siteNow({ site }: Entry, { facts, now }: Pick<PlanInput, 'facts' | 'now'>): number {
  const found = facts.get(site);
  return found?.kind === 'reached' ? now + found.clockOffset : now;
}

/** What one call sends, and to how many distribution points: a member on its site server gets nothing. */
export function costOf(
  known: SiteView,
): { readonly bytes: number; readonly distributionPoints: number } | null {
  const bytes = known.package?.bytes;
  if (bytes == null || !known.pair) return null;
  const distributionPoints = known.pair.members.filter(({ onSiteServer }) => !onSiteServer).length;
  return { bytes: bytes * distributionPoints, distributionPoints };
}
