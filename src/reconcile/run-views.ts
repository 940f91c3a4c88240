import type { PlanInput } from '../plan/plan.ts';
import type { Parts } from './parts.ts';

/** What is known of these runs; one that was never recorded is left out. */
export async function readRunViews(ids: readonly string[], { ledger }: Parts): Promise<PlanInput['runs']> {
  const [runs, called] = await Promise.all([ledger.runs(ids), ledger.calledIn(ids)]);
  return new Map(
    runs.map(({ id, approvedAt }) => [id, { approved: approvedAt !== null, called: called.get(id) ?? 0 }]),
  );
}
