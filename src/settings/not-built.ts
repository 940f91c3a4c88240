// The whole form is read by every version: what this one does not do is told here, and nowhere else.
import type { LedgerPlace } from '../ledger/settings.ts';
import { findNotBuilt } from '../site/settings.ts';
import type { Config } from './form.ts';

/** What restrains and is not built: it must not be taken for granted. */
export function notInThisVersion(config: Config, ledger: LedgerPlace): readonly string[] {
  const stops: string[] = [];
  for (const [index, site] of config.sites.entries()) {
    const found = findNotBuilt(site);
    if (found !== undefined) stops.push(`sites[${index}].${found}`);
  }
  if (ledger.engine !== 'sqlite') stops.push('a ledger on PostgreSQL');
  return stops;
}
