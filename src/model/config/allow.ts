import { type Entry, type GroupName, groupKey, type PackageId, type SiteCode } from '../entry.ts';
import { readGlob } from '../selection/glob.ts';

/** What a source may declare. Of each list one pattern must fit, `*` standing for any characters; left out: anything. */
export interface Allow {
  readonly sites?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly packages?: readonly string[] | undefined;
}

/** Whether a source may declare something at this site. */
export function allowsSite({ sites }: Allow, site: SiteCode): boolean {
  return fitsOne(sites, site, foldCode);
}

/** Whether a source may declare this package. */
export function allowsPackage({ packages }: Allow, id: PackageId): boolean {
  return fitsOne(packages, id, foldCode);
}

/** Whether a source may declare something for this group. */
export function allowsGroup({ groups }: Allow, name: GroupName): boolean {
  return fitsOne(groups, name, groupKey);
}

/** Whether a source may declare an entry. */
export function allowsEntry(allow: Allow, { site, package: id, group }: Entry): boolean {
  return allowsSite(allow, site) && allowsPackage(allow, id) && allowsGroup(allow, group);
}

const foldCode = (text: string) => text.toUpperCase();

/** Patterns are folded as the names that they are compared with. */
function fitsOne(
  patterns: readonly string[] | undefined,
  name: string,
  fold: (text: string) => string,
): boolean {
  return patterns === undefined || patterns.some((pattern) => readGlob(fold(pattern)).test(fold(name)));
}
