import type { LedgerState, SourceRecord } from '../../ledger/ledger.ts';
import type { SourceView } from '../../plan/plan.ts';
import type { Parts } from '../parts.ts';
import type { SourceDiff } from './diff.ts';

/** What the ledger says before a pass begins. */
export interface LedgerView {
  readonly state: LedgerState;
  readonly records: readonly SourceRecord[];
}

/** How each source stands in a pass; one that was not looked at, as the ledger has it. */
export function sourceViews(
  diffs: readonly SourceDiff[],
  { state, records }: LedgerView,
  parts: Parts,
): SourceView[] {
  const doubted = state.rollbackCheck === 'older' || state.rollbackCheck === 'other';
  return parts.sources.map(({ id, name }) => {
    const record = records.find((candidate) => candidate.id === id);
    const diff = diffs.find(({ source }) => source.id === id);
    const commit = diff?.commit ?? record?.commit ?? '';
    const unverified = diff ? diff.unverified : (record?.unverified ?? null);
    const reason = parts.reasonRuleOf(name);
    const released = record?.releasedAt != null;
    const firstRun = doubted || record?.quarantined ? 'quarantined' : released ? 'released' : 'held';
    return { name, commit, base: record?.commit ?? null, firstRun, unverified, reason };
  });
}
