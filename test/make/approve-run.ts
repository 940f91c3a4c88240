import { type Approved, approve } from '../../src/reconcile/operator/approve.ts';
import type { Parts } from '../../src/reconcile/parts.ts';

/** Approves all of a run that is to be called, as somebody who agrees to what is shown. */
export function approveRun(run: string, reason: string | null, parts: Parts): Promise<Approved> {
  return approve({ run, only: null, reason, confirm: async () => true }, parts);
}
