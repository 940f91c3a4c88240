import type { PlannedEntry } from '../../model/plan.ts';
import type { NotReached, RunReport } from '../../model/run.ts';
import { callables, type Done } from '../call/call-all.ts';
import { PASS_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';
import type { Pass } from '../pass/pass.ts';

/** What one pass of apply did, in the form that is told and kept. */
export async function reportOf(
  { pass, results }: Done,
  { startedAt, interrupted }: { readonly startedAt: number; readonly interrupted: boolean },
  { ledger, clock }: Parts,
): Promise<RunReport> {
  const fresh = pass.planned.plan.entries.filter(isSelected(pass)).flatMap(({ run }) => run ?? []);
  const ids = [...new Set([...results.map(({ run }) => run), ...fresh])];
  const holds = pass.planned.plan.entries.filter(isSelected(pass)).filter(({ held }) => held !== null);
  const called = new Set(results.map(({ key }) => key));
  return {
    runs: await ledger.runs(ids),
    startedAt,
    finishedAt: clock(),
    results,
    held: holds.filter(({ held }) => held?.by !== 'site'),
    problems: pass.planned.plan.problems,
    notReached: [
      ...notReachedSites(holds.filter(({ key }) => !called.has(key))),
      ...(interrupted ? interruptedSites(pass) : []),
    ],
  };
}

function isSelected({ selected }: Pass): (entry: PlannedEntry) => boolean {
  return ({ key }) => selected === null || selected.has(key);
}

function notReachedSites(holds: readonly PlannedEntry[]): NotReached[] {
  const bySite = Map.groupBy(
    holds.filter(({ held }) => held?.by === 'site'),
    ({ entry }) => entry.site,
  );
  return [...bySite].map(([site, entries]) => ({
    site,
    error: { code: entries[0]?.held?.code ?? '', message: entries[0]?.held?.message ?? '' },
    entries: entries.length,
  }));
}

function interruptedSites(pass: Pass): NotReached[] {
  const error = {
    code: PASS_ERRORS.interrupted.code,
    message: 'interrupted; what was in flight was waited for',
  };
  const bySite = Map.groupBy(callables(pass), ({ site }) => site);
  return [...bySite].map(([site, calls]) => ({ site, error, entries: calls.length }));
}
