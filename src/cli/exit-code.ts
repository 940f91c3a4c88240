// The one table of exit codes: scripts rely on it.
import type { HeldBy } from '../model/hold.ts';
import { isEmpty, type Plan } from '../model/plan.ts';

export const EXIT = {
  done: 0,
  error: 1,
  changes: 2,
  rejected: 3,
  held: 4,
  unknown: 5,
  problems: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where several hold, the first of these is given. */
const ORDER: readonly ExitCode[] = [
  EXIT.error,
  EXIT.unknown,
  EXIT.rejected,
  EXIT.problems,
  EXIT.held,
  EXIT.changes,
];

const OF_HOLD: Partial<Record<HeldBy, ExitCode>> = {
  unknownOutcome: EXIT.unknown,
  failed: EXIT.rejected,
  backoff: EXIT.rejected,
  site: EXIT.rejected,
  conflict: EXIT.problems,
  problem: EXIT.problems,
  suspended: EXIT.done,
};

function first(codes: readonly ExitCode[]): ExitCode {
  return ORDER.find((code) => codes.includes(code)) ?? EXIT.done;
}

/** 6 where the declarations need mending. */
function ofDeclarations({ conflicts, problems }: Pick<Plan, 'conflicts' | 'problems'>): ExitCode {
  return conflicts.length > 0 || problems.length > 0 ? EXIT.problems : EXIT.done;
}

/** The exit code of `plan`; with `detailed`, 2 where the plan is not empty. */
export function exitOfPlan(plan: Plan, detailed: boolean): ExitCode {
  return first([ofDeclarations(plan), detailed && !isEmpty(plan) ? EXIT.changes : EXIT.done]);
}

/**
 * The exit code of `apply`: how things stand after it. `stopped`: something that is free was left uncalled.
 * `undelivered`: calls that were waited for, and whose content failed somewhere or did not arrive in time.
 */
export function exitOfApply(
  after: Plan,
  { stopped, undelivered }: { readonly stopped: boolean; readonly undelivered: number },
): ExitCode {
  const holds = after.entries.map(({ held }) => (held ? (OF_HOLD[held.by] ?? EXIT.held) : EXIT.done));
  return first([
    ...new Set(holds),
    ofDeclarations(after),
    stopped ? EXIT.held : EXIT.done,
    undelivered > 0 ? EXIT.rejected : EXIT.done,
  ]);
}

/** The exit code of `validate`. */
export function exitOfValidation(found: Pick<Plan, 'conflicts' | 'problems'>): ExitCode {
  return ofDeclarations(found);
}
