import type { Attempt } from '../../model/attempt.ts';
import { showEntry } from '../../model/entry.ts';
import type { EventRow } from './event-row.ts';

interface OfAttempt {
  readonly attempt: Attempt;
}

/** What every line about a call says of it: enough to find it in the ledger and in git. */
export const CALL_FIELDS = {
  attempt: ({ attempt }) => attempt.id,
  run: ({ attempt }) => attempt.run,
  site: ({ attempt }) => attempt.entry.site,
  entry: ({ attempt }) => showEntry(attempt.entry),
  revision: ({ attempt }) => attempt.revision,
  commit: ({ attempt }) => attempt.commit,
  reason: ({ attempt }) => attempt.reason,
} as const satisfies EventRow<OfAttempt>['fields'];

/** What is said of a call besides, once something is known of it. */
export const OUTCOME_FIELDS = {
  ...CALL_FIELDS,
  outcome: ({ attempt }) => attempt.outcome,
  returnValue: ({ attempt }) => attempt.returnValue,
  code: ({ attempt }) => attempt.error?.code ?? null,
  durationMs: ({ attempt }) => (attempt.finishedAt === null ? null : attempt.finishedAt - attempt.startedAt),
  evidence: ({ attempt }) => attempt.evidence?.text ?? null,
} as const satisfies EventRow<OfAttempt>['fields'];

/** A call whose outcome somebody should know of. */
export const BADLY_ENDED = {
  level: 'warn',
  where: 'the outcome is rejected or unknown',
  is: ({ attempt }: OfAttempt) => attempt.outcome === 'rejected' || attempt.outcome === 'unknown',
} as const;

/** `P01/P0100012/Branch: rejected: the account may not …`. */
export function sayOutcome({ attempt }: OfAttempt): string {
  const { entry, outcome, error } = attempt;
  return `${showEntry(entry)}: ${outcome}${error ? `: ${error.message}` : ''}`;
}
