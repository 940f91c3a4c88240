// The whole form is read by every version: what this one does not do is told here, and nowhere else.
import type { LedgerPlace } from '../ledger/settings.ts';
import { findNotBuilt } from '../site/settings.ts';
import type { Config } from './form.ts';

/** What restrains and is not built must not be taken for granted: it stops. The rest only does nothing yet. */
export function notInThisVersion(config: Config, ledger: LedgerPlace): { stops: string[]; warns: string[] } {
  const stops: string[] = [];
  for (const [index, site] of config.sites.entries()) {
    const found = findNotBuilt(site);
    if (found !== undefined) stops.push(`sites[${index}].${found}`);
  }
  if (ledger.engine !== 'sqlite') stops.push('a ledger on PostgreSQL');
  return { stops, warns: [] };
}
