import type { Brand } from './brand.ts';

/** A site's three-character code, upper-case. */
export type SiteCode = Brand<string, 'SiteCode'>;
/** A package's eight-character id, upper-case. */
export type PackageId = Brand<string, 'PackageId'>;
/** A group's name as it was declared, in NFC and trimmed: what is shown, and what is sent to the site. */
export type GroupName = Brand<string, 'GroupName'>;
/** A group's name as it is compared: folded to lower case. */
export type GroupKey = Brand<string, 'GroupKey'>;
/** `SITE/PACKAGE/group key`: two declarations with the same key declare the same entry. */
export type EntryKey = Brand<string, 'EntryKey'>;

/** What one call of ReDistributePackage is about: one package, sent to one group, at one site. */
export interface Entry {
  readonly site: SiteCode;
  readonly package: PackageId;
  readonly group: GroupName;
}

/** The site code in `text`, upper-cased, or undefined where it is none. */
export function toSiteCode(text: string): SiteCode | undefined {
  return /^[A-Za-z0-9]{3}$/.test(text) ? (text.toUpperCase() as SiteCode) : undefined;
}

/** The package id in `text`, upper-cased, or undefined where it is none. */
export function toPackageId(text: string): PackageId | undefined {
  return /^[A-Za-z0-9]{8}$/.test(text) ? (text.toUpperCase() as PackageId) : undefined;
}

/** The longest group name that a declaration may hold, in UTF-16 units. */
export const LONGEST_GROUP_NAME = 255;

/** The group name in `text`, in NFC and trimmed, or undefined where it is empty, too long or holds a control character. */
export function toGroupName(text: string): GroupName | undefined {
  const name = text.normalize('NFC').trim();
  const bad = name === '' || name.length > LONGEST_GROUP_NAME || /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name);
  return bad ? undefined : (name as GroupName);
}

/** How a group's name is compared: NFC, trimmed, without regard to case. */
export function groupKey(name: string): GroupKey {
  return name.normalize('NFC').trim().toLowerCase().normalize('NFC') as GroupKey;
}

/** How an entry is compared, and the form in which commands take it. */
export function entryKey(entry: Entry): EntryKey {
  return `${entry.site}/${entry.package}/${groupKey(entry.group)}` as EntryKey;
}

/** How an entry is shown, in the spelling that was declared. */
export function showEntry(entry: Entry): string {
  return `${entry.site}/${entry.package}/${entry.group}`;
}

/** The entry in `SITE/PACKAGE/GROUP`, split at the first two slashes, or undefined where it is none. */
export function parseEntry(text: string): Entry | undefined {
  const [, siteText = '', packageText = '', groupText = ''] = /^([^/]*)\/([^/]*)\/(.*)$/su.exec(text) ?? [];
  const site = toSiteCode(siteText);
  const packageId = toPackageId(packageText);
  const group = toGroupName(groupText);
  return site && packageId && group ? { site, package: packageId, group } : undefined;
}
