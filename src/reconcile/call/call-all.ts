// Round after round of calls: a wave that went through frees the next, and what a site said is not asked again.
import type { LedgerWriter } from '../../ledger/ledger.ts';
import type { Attempt } from '../../model/attempt.ts';
import { groupKey, type SiteCode } from '../../model/entry.ts';
import { pairKey } from '../../model/site/facts.ts';
import type { SiteFacts } from '../../plan/plan.ts';
import { release } from '../operator/first-run.ts';
import { readSuspensions } from '../operator/suspend.ts';
import type { Parts } from '../parts.ts';
import { askSites } from '../pass/ask-sites.ts';
import type { Pass } from '../pass/pass.ts';
import type { PassOptions } from '../pass/plan-pass.ts';
import { readDays, readRunViews } from '../pass/run-views.ts';
import {
  type Callable,
  type CallGate,
  runSiteQueue,
  type SiteQueueOptions,
  type SiteQueueResult,
} from './site-queue.ts';

/** What was called, and the plan after it. */
export interface Done {
  readonly pass: Pass;
  readonly results: readonly Attempt[];
}

/** How the calls of a pass are made. */
interface CallOptions {
  /** Stops after the calls in flight. */
  readonly signal: AbortSignal;
  /** Only this site is asked and called; left out: every one. */
  readonly at?: SiteCode | undefined;
  readonly callGate?: CallGate;
}
type SiteCall = Callable & { readonly site: SiteCode };

/** Everything that is due, free and selected, with the group that its name stands for. */
export function callables({ planned, input, selected }: Pass): readonly SiteCall[] {
  return planned.plan.entries.flatMap((entry) => {
    if (entry.action !== 'redistribute' || (selected && !selected.has(entry.key))) return [];
    const facts = input.facts.get(entry.entry.site);
    const group = facts?.kind === 'reached' ? facts.groups.get(groupKey(entry.entry.group)) : undefined;
    if (facts?.kind !== 'reached' || !group?.id) return [];
    const pair = facts.pairs.get(pairKey({ groupId: group.id, package: entry.entry.package }));
    return [{ entry, groupId: group.id, snapshot: pair?.snapshot ?? null, site: entry.entry.site }];
  });
}

/** Calls until nothing is due and free any more, or until it is stopped after the calls in flight. */
export async function callAll(
  start: Pass,
  options: CallOptions,
  writer: LedgerWriter,
  parts: Parts,
): Promise<Done> {
  const { signal, at, callGate } = options;
  let pass = start;
  const results: Attempt[] = [];
  for (;;) {
    const calls = callables(pass);
    if (calls.length === 0 || signal.aborted || callGate?.mayGoOn() === false) return { pass, results };
    parts.listen({ type: 'calling', calls: calls.length });
    const { breakGlass } = pass.input.overrides;
    const queues = await runSiteQueues(calls, { writer, signal, callGate, breakGlass }, parts);
    const attempts = [...queues.values()].flatMap((queue) => queue.attempts);
    results.push(...attempts);
    pass = await askSites(await afterRound(pass, queues, attempts, parts), parts, { calling: true, at });
    // Nothing was called although something was free: another process was faster, and the next pass will see it.
    if (attempts.length === 0) return { pass, results };
  }
}

/** Ends the first run of the sources that this pass may call, before its first call. */
export async function releaseSources(
  pass: Pass,
  options: Pick<PassOptions, 'only' | 'firstRun'>,
  writer: LedgerWriter,
  parts: Parts,
): Promise<void> {
  if (options.only) return;
  const byGuard = parts.guards.firstRun === 'apply';
  const diffed = new Set(pass.diffs.map(({ source }) => source.name));
  const names = pass.input.sources
    .filter(({ name }) => diffed.has(name))
    .filter(
      ({ firstRun }) => firstRun !== 'released' && (options.firstRun || (byGuard && firstRun === 'held')),
    )
    .map(({ name }) => name);
  const reason = options.firstRun ? 'apply --first-run' : 'guards.firstRun: apply';
  await release(writer, { names, command: 'firstRun', reason }, parts);
}

type SiteQueueResults = ReadonlyMap<SiteCode, SiteQueueResult>;

/** One queue per site, side by side. Where the ledger fails one of them, all stop after their calls in flight. */
async function runSiteQueues(
  calls: readonly SiteCall[],
  { signal, ...how }: Pick<SiteQueueOptions, 'writer' | 'signal' | 'callGate' | 'breakGlass'>,
  parts: Parts,
): Promise<SiteQueueResults> {
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  const queues = [...Map.groupBy(calls, ({ site }) => site)].map(async ([code, own]) => {
    const site = parts.sites.find((candidate) => candidate.code === code);
    if (!site) throw new Error(`calls for a site that is not in the config: ${code}`);
    const onBroken = () => broken.abort();
    const queue = runSiteQueue({ ...how, site, calls: own, signal: stop, onBroken }, parts);
    return [code, await queue] as const;
  });
  const settled = await Promise.allSettled(queues);
  return new Map(
    settled.map((queue) => {
      if (queue.status === 'rejected') throw queue.reason;
      return queue.value;
    }),
  );
}

async function afterRound(
  pass: Pass,
  queues: SiteQueueResults,
  attempts: readonly Attempt[],
  parts: Parts,
): Promise<Pass> {
  const fresh = Map.groupBy(attempts, ({ key }) => key);
  const known = pass.input.subjects.flatMap(({ key, attempts: before }) => {
    const added = fresh.get(key);
    return added ? [[key, [...before, ...added]] as const] : [];
  });
  const now = await withLedgerViews(pass.withAttempts(new Map(known)), parts);
  return now.withFacts(heldFacts(pass, queues, parts));
}

/** The pass with what the ledger knows by now: of attempts that were settled, of waves, and of operator commands. */
export async function refresh(pass: Pass, parts: Parts): Promise<Pass> {
  const keys = pass.input.subjects.map(({ key }) => key);
  const byKey = Map.groupBy(await parts.ledger.attempts(keys), ({ key }) => key);
  const attempts = new Map(keys.map((key) => [key, byKey.get(key) ?? []]));
  return withLedgerViews(pass.withAttempts(attempts), parts);
}

async function withLedgerViews(pass: Pass, parts: Parts): Promise<Pass> {
  const [runs, days, suspensions] = await Promise.all([
    readRunViews([...pass.input.runs.keys()], parts),
    readDays(parts),
    readSuspensions(parts),
  ]);
  return pass.at(parts.clock()).withRuns(runs).withDays(days).withSuspensions(suspensions);
}

/** The facts, with every site that turned out to be unusable. */
function heldFacts(
  pass: Pass,
  queues: SiteQueueResults,
  { clock, listen }: Parts,
): ReadonlyMap<SiteCode, SiteFacts> {
  const facts = new Map(pass.input.facts);
  for (const [site, { held }] of queues) {
    if (!held) continue;
    facts.set(site, { kind: 'unreachable', ...held, since: clock() });
    listen({ type: 'siteHeld', site, ...held });
  }
  return facts;
}
