// Whoever asks the ledger and no site is told what the sites said last.
import type { LedgerWriter, SiteHold } from '../ledger/ledger.ts';
import type { SiteCode } from '../model/entry.ts';
import type { HeldBy } from '../model/hold.ts';
import type { PlannedEntry } from '../model/plan.ts';
import type { Pass } from './pass.ts';

/** What only a site can know. Every other hold is planned from the ledger at any moment. */
const KNOWN_BY_SITE: ReadonlySet<HeldBy> = new Set(['site', 'preflight', 'budget']);

/** Keeps what this site keeps from being called by a pass that asked it; a site that was not asked has nothing to say. */
export async function noteHolds(site: SiteCode, pass: Pass, writer: LedgerWriter): Promise<void> {
  const own = pass.planned.plan.entries.filter(({ entry }) => entry.site === site);
  await writer.noteHolds(site, own.flatMap(holdOf));
}

function holdOf({ key, digest, held }: PlannedEntry): SiteHold[] {
  return held && digest !== null && KNOWN_BY_SITE.has(held.by) ? [{ key, digest, held }] : [];
}

/** The entries with what their sites said of this very revision, where nothing else holds them. */
export function withSiteHolds(
  entries: readonly PlannedEntry[],
  holds: readonly SiteHold[],
): readonly PlannedEntry[] {
  const said = new Map(holds.map((hold) => [hold.key, hold]));
  return entries.map((entry) => {
    const hold = said.get(entry.key);
    const speaksOfIt = entry.action === 'redistribute' && hold?.digest === entry.digest;
    return hold && speaksOfIt ? { ...entry, action: 'hold', held: hold.held } : entry;
  });
}
