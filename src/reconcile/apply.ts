// One pass that calls. It reads like the plan of the work: lock, fetch, plan, record, release, call, and nothing twice.
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Approval } from '../model/approval.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Plan } from '../model/plan.ts';
import type { RunReport } from '../model/run.ts';
import { callAll, callables, type Done, refresh, releaseSources } from './call/call-all.ts';
import { noteHolds } from './call/site-holds.ts';
import { earlierCalls, withDeliveries } from './follow/earlier.ts';
import { settleUnknown, unknownToSettle } from './follow/settle.ts';
import { watchCalls } from './follow/wait.ts';
import { adoptByGuard } from './operator/adopt-by-guard.ts';
import { approvalsOf, approveBudget } from './operator/approve.ts';
import { recordBreakGlass } from './operator/break-glass.ts';
import { quarantineIfDoubted } from './operator/first-run.ts';
import type { Parts } from './parts.ts';
import { askSites } from './pass/ask-sites.ts';
import { fetchHeads } from './pass/fetch-heads.ts';
import { type Pass, planOf } from './pass/pass.ts';
import { type PassOptions, planAt } from './pass/plan-pass.ts';
import { recordOutcome, recordPass } from './pass/record-pass.ts';
import { reportOf } from './views/run-report.ts';

export interface ApplyOptions extends PassOptions {
  /** Asked once, before the first call, with what would be called and what that approves; false stops without a call. */
  readonly confirm: (plan: Plan, approvals: readonly Approval[]) => Promise<boolean>;
  /** Stops after the calls in flight. */
  readonly signal: AbortSignal;
  readonly command: string;
  /** How long to wait, in milliseconds, until outcomes are settled and content arrived; null: not at all. */
  readonly wait: number | null;
}

/** What an apply did, and how things stand after it. */
export interface Applied {
  readonly report: RunReport;
  /** The plan after the last call. */
  readonly after: Pass;
  readonly confirmed: boolean;
  /** With `wait`: how many calls of this pass have content that failed somewhere, or did not arrive in time. */
  readonly undelivered: number;
}

/** Fetches, plans, records, and calls what is due and free. Throws a Failure where no call could safely be made. */
export async function apply(options: ApplyOptions, parts: Parts): Promise<Applied> {
  const startedAt = parts.clock();
  const writer = await parts.ledger.acquire(options.command);
  try {
    await quarantineIfDoubted(writer, parts);
    await settleUnknown(await unknownToSettle(parts), parts);
    const heads = await fetchHeads(parts, options.fetch, options.signal);
    const recorded = await recordPass(await planAt(heads, options, parts), writer);
    const adopted = await adoptByGuard(recorded, options, writer, parts);
    const ready = await askSites(await withDeliveries(adopted, parts), parts, { calling: true });
    const approvals = options.approveBudget ? approvalsOf(ready) : [];
    const asks = callables(ready).length > 0 || approvals.length > 0;
    const confirmed = !asks || (await options.confirm(planOf(ready), approvals));
    const approved =
      confirmed && options.approveBudget ? await approveBudget(ready, approvals, parts) : ready;
    if (confirmed && options.breakGlass !== null) await recordBreakGlass(ready, options.breakGlass, parts);
    // The answer may have taken its time.
    const begun = approved.at(parts.clock());
    const done = confirmed ? await callAndWait(begun, options, writer, parts) : { pass: ready, results: [] };
    await recordOutcome(done.pass, writer);
    for (const site of done.pass.input.facts.keys()) await noteHolds(site, done.pass, writer);
    const report = await reportOf(done, { startedAt, interrupted: options.signal.aborted }, parts);
    const undelivered = options.wait === null ? 0 : await countUndelivered(done.results, parts);
    return { report, after: done.pass, confirmed, undelivered };
  } finally {
    await writer.close();
  }
}

/** Calls what is free, and with `wait` goes on until nothing of it is open: a wave that arrived may free the next. */
async function callAndWait(
  start: Pass,
  options: ApplyOptions,
  writer: LedgerWriter,
  parts: Parts,
): Promise<Done> {
  await releaseSources(start, options, writer, parts);
  let done = await callAll(start, options, writer, parts);
  if (options.wait === null) return done;
  const ids = new Set(await earlierCalls(start, parts));
  const watch = watchCalls({ ids, until: parts.clock() + options.wait, signal: options.signal }, parts);
  for (;;) {
    for (const { id } of done.results) ids.add(id);
    const news = await watch.next();
    if (news === 'same') continue;
    const pass = await refresh(done.pass, parts);
    const known = await resultsNow(done.results, parts);
    if (news !== 'changed') return { pass, results: known };
    const asked = await askSites(withoutFacts(pass), parts, { calling: true });
    const more = await callAll(asked, options, writer, parts);
    done = { pass: more.pass, results: [...known, ...more.results] };
  }
}

/** What a site said before the wait may not be true any more: it is asked again where something is to be called. */
function withoutFacts(pass: Pass): Pass {
  if (callables(pass).length === 0) return pass;
  const unreachable = [...pass.input.facts].filter(([, { kind }]) => kind === 'unreachable');
  return pass.withFacts(new Map(unreachable));
}

/** The same attempts as they stand by now. */
async function resultsNow(results: readonly Attempt[], { ledger }: Parts): Promise<readonly Attempt[]> {
  const keys = [...new Set(results.map(({ key }) => key))];
  const now = new Map((await ledger.attempts(keys)).map((attempt) => [attempt.id, attempt]));
  return results.map((attempt) => now.get(attempt.id) ?? attempt);
}

async function countUndelivered(results: readonly Attempt[], { ledger }: Parts): Promise<number> {
  const accepted = results.filter(({ outcome }) => outcome === 'accepted');
  const health = await ledger.health(accepted.map(({ id }) => id));
  return accepted.filter(({ id }) => health.get(id)?.health !== 'Healthy').length;
}
