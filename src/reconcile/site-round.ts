// One round of calls at one site: what is due by the record is asked about, called, and noted. No other site can delay it.
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Digest } from '../model/digest.ts';
import type { EntryKey, SiteCode } from '../model/entry.ts';
import type { HeldBy } from '../model/hold.ts';
import type { PlannedEntry } from '../model/plan.ts';
import { callAll } from './call/call-all.ts';
import type { CallGate } from './call/site-queue.ts';
import { withDeliveries } from './follow/earlier.ts';
import type { Parts } from './parts.ts';
import { askSites } from './pass/ask-sites.ts';
import type { Pass } from './pass/pass.ts';
import type { SiteRound } from './steps.ts';

/** Where a round begins, how it is stopped, and what newer passes say. */
interface SiteRoundOptions {
  readonly site: SiteCode;
  /** What is due by the record. */
  readonly planned: Pass;
  readonly signal: AbortSignal;
  readonly callGate: CallGate;
}

/** Calls what is due and free at one site. Gives the pass as it stands after the last call. */
export async function callSite(
  { site, planned, signal, callGate }: SiteRoundOptions,
  writer: LedgerWriter,
  parts: Parts,
): Promise<{ readonly told: SiteRound; readonly pass: Pass }> {
  const ready = await askSites(await withDeliveries(planned, parts), parts, { calling: true, at: site });
  const { pass, results } = await callAll(ready, { signal, callGate, at: site }, writer, parts);
  const own = pass.planned.plan.entries.filter(({ entry }) => entry.site === site);
  const facts = pass.input.facts.get(site);
  const told: SiteRound = {
    calls: results.length,
    accepted: results.filter(({ outcome }) => outcome === 'accepted').length,
    held: facts?.kind === 'unreachable' ? { code: facts.code, message: facts.message } : null,
    cutShort: !callGate.mayGoOn(),
    nextAt: nextOf(own),
    waiting: own.filter(({ action, held }) => action === 'redistribute' || held?.by === 'preflight').length,
  };
  return { told, pass };
}

/** It may be past by now: the round took its time. */
function nextOf(entries: readonly PlannedEntry[]): number | null {
  const times = entries.flatMap(({ held }) => held?.until ?? []);
  return times.length === 0 ? null : times.reduce((first, at) => Math.min(first, at));
}

/** Holds by which a newer pass forbids what an older one would call; the others free themselves within a round. */
const FORBIDDING: ReadonlySet<HeldBy> = new Set([
  'conflict',
  'problem',
  'firstRun',
  'suspended',
  'unverified',
  'policy',
  'validity',
]);

/** What the newest pass still wants called, at any site. */
export function stillDue({ planned }: Pass): ReadonlyMap<EntryKey, Digest> {
  const wanted = planned.plan.entries.flatMap(({ key, digest, action, held }): [EntryKey, Digest][] => {
    const due = action === 'redistribute' || (held !== null && !FORBIDDING.has(held.by));
    return due && digest !== null ? [[key, digest]] : [];
  });
  return new Map(wanted);
}
