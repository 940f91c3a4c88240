// Whoever asks the ledger and no site is told what the sites said last.
import type { LedgerWriter, SiteHold } from '../../ledger/ledger.ts';
import type { SiteCode } from '../../model/entry.ts';
import type { HeldBy, Hold } from '../../model/hold.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { Pass } from '../pass/pass.ts';

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

/**
 * The entries with what their sites said of this very revision, where nothing else holds them. What became due at a site
 * that is held as a whole was not asked about yet; it is held by the same reason.
 */
export function withSiteHolds(
  entries: readonly PlannedEntry[],
  holds: readonly SiteHold[],
): readonly PlannedEntry[] {
  const said = new Map(holds.map((hold) => [hold.key, hold]));
  const whole = new Map<SiteCode, Hold>();
  for (const { key, entry } of entries) {
    const held = said.get(key)?.held;
    if (held?.by === 'site') whole.set(entry.site, held);
  }
  return entries.map((entry) => {
    if (entry.action !== 'redistribute') return entry;
    const hold = said.get(entry.key);
    const held = hold?.digest === entry.digest ? hold?.held : whole.get(entry.entry.site);
    return held ? { ...entry, action: 'hold', held } : entry;
  });
}
