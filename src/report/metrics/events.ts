import type { Registry } from 'prom-client';
import type { Attempt } from '../../model/attempt.ts';
import type { Event, Listener } from '../../model/event.ts';
import { type LastLooks, makeLastLooks } from './last-looks.ts';
import { type Meters, makeMeters } from './meters.ts';

/** What counting needs besides a registry. */
export interface CountOptions {
  /** The configured names: no other becomes a label, so that nobody outside can make new ones. */
  readonly names: () => { readonly sources: readonly string[]; readonly sites: readonly string[] };
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Counts events. `showNames` lets every configured name begin at 0, so that its first event is seen as a change. */
export function countEvents(
  registry: Registry,
  { names, clock }: CountOptions,
): {
  readonly listen: Listener;
  showNames(): void;
} {
  const meters = makeMeters(registry);
  const notes: Notes = {
    source: (name) => ({ source: name === null ? 'all' : known(name, names().sources) }),
    site: (code) => ({ site: known(code, names().sites) }),
    now: () => clock() / 1000,
    lastLooks: makeLastLooks(),
  };
  return {
    listen: (event) => count(event, meters, notes),
    showNames() {
      for (const source of names().sources) showSource(source, meters);
      for (const site of names().sites) showSite(site, meters);
    },
  };
}

interface Notes {
  /** Null: every source. */
  readonly source: (name: string | null) => { readonly source: string };
  readonly site: (code: string) => { readonly site: string };
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly lastLooks: LastLooks;
}

function known(name: string, names: readonly string[]): string {
  return names.includes(name) ? name : 'other';
}

function count(event: Event, meters: Meters, { source, site, now, lastLooks }: Notes): void {
  switch (event.type) {
    case 'concluded':
      countCall(event.attempt, meters, site(event.attempt.entry.site));
      break;
    case 'settled':
      meters.settled.inc({ ...site(event.attempt.entry.site), outcome: event.attempt.outcome });
      break;
    case 'fetched':
      meters.lastPass.set(source(event.source), lastLooks.fetched(event.source, now()));
      break;
    case 'fetchFailed':
      meters.fetchFailures.inc(source(event.source));
      break;
    case 'passed':
      countPass(event, meters, source(event.source));
      break;
    case 'passFailed':
      meters.passes.inc({ ...source(event.source), result: 'failed' });
      if (event.source !== null) meters.lastPass.set(source(event.source), lastLooks.failed(event.source));
      break;
    case 'reported':
    case 'reportFailed':
      meters.reports.inc({
        ...source(event.source),
        result: event.type === 'reported' ? 'told' : 'failed',
      });
      break;
    case 'hookTaken':
    case 'hookRefused':
      meters.hooks.inc({
        ...source(event.source),
        result: event.type === 'hookTaken' ? 'taken' : 'refused',
      });
      break;
    default:
    // What else happens is told by the log, and is in the standing.
  }
}

function countPass(
  { durationMs, problems }: Extract<Event, { type: 'passed' }>,
  meters: Meters,
  source: ReturnType<Notes['source']>,
): void {
  meters.passes.inc({ ...source, result: 'passed' });
  meters.passSeconds.observe(source, durationMs / 1000);
  meters.problems.set(source, problems);
}

function countCall(
  { outcome, startedAt, finishedAt }: Attempt,
  { calls, callSeconds }: Meters,
  site: ReturnType<Notes['site']>,
): void {
  calls.inc({ ...site, outcome });
  // The clock of the machine may have been put back in between.
  if (finishedAt !== null) callSeconds.observe(site, Math.max(0, finishedAt - startedAt) / 1000);
}

function showSource(source: string, { passes, fetchFailures, reports, hooks, lastPass }: Meters): void {
  for (const result of ['passed', 'failed']) passes.inc({ source, result }, 0);
  for (const result of ['told', 'failed']) reports.inc({ source, result }, 0);
  for (const result of ['taken', 'refused']) hooks.inc({ source, result }, 0);
  fetchFailures.inc({ source }, 0);
  // Never is 1970: an alert on a source that nobody looked at for long sees one that was never looked at.
  lastPass.inc({ source }, 0);
}

function showSite(site: string, { calls }: Meters): void {
  for (const outcome of ['accepted', 'rejected', 'unknown']) calls.inc({ site, outcome }, 0);
}
