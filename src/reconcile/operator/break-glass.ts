// Whoever passes closed windows stands to it: who, when and why is on record before the first call.
import type { Parts } from '../parts.ts';
import type { Pass } from '../pass/pass.ts';

/** Records that windows hold nothing in this pass, for every run of which something selected is due. */
export async function recordBreakGlass(
  { planned, selected }: Pass,
  reason: string,
  { ledger, clock, actor }: Parts,
): Promise<void> {
  const due = planned.plan.entries.filter(
    ({ key, action }) =>
      (action === 'redistribute' || action === 'hold') && (selected === null || selected.has(key)),
  );
  const runs = new Set(due.flatMap(({ run }) => run ?? []));
  for (const target of runs) await ledger.say({ at: clock(), actor, command: 'breakGlass', target, reason });
}
