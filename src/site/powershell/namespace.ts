import type { SiteCode } from '../../model/entry.ts';

/** Where the classes of a site are. */
export function siteNamespace(code: SiteCode): string {
  return `root\\SMS\\site_${code}`;
}
