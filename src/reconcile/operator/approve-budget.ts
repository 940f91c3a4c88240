// `--approve-budget` must outlive its pass: one that is interrupted half-way is finished by the next without the flag.
import type { Parts } from '../parts.ts';
import type { Pass } from '../pass/pass.ts';

/** Approves, on record, every run that its budget would hold in this pass. */
export async function approveBudget(pass: Pass, { ledger, clock, actor }: Parts): Promise<void> {
  const { selected } = pass;
  const strict = pass.overridden({ approveBudget: false });
  const held = strict.planned.plan.entries.filter(
    (entry) => entry.held?.by === 'budget' && (selected === null || selected.has(entry.key)),
  );
  const ids = new Set(held.flatMap(({ run }) => run ?? []));
  for (const run of await ledger.runs([...ids])) {
    const command = {
      at: clock(),
      actor,
      command: 'approve',
      target: run.id,
      reason: '--approve-budget',
    } as const;
    await ledger.approve(run, command);
  }
}
