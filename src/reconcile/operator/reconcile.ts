import { Failure } from '../../model/failure.ts';
import { RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';

/** Asks whoever runs the loop to look at a source now; null: at every one. True where somebody runs it. */
export async function askToReconcile(
  { source, reason }: { readonly source: string | null; readonly reason: string | null },
  { ledger, sources, clock, actor }: Parts,
): Promise<boolean> {
  if (source !== null && !sources.some(({ name }) => name === source)) {
    const known = sources.map(({ name }) => name).join(', ');
    throw new Failure(RECONCILE_ERRORS.noSource, `the config has no source ${source}; it has ${known}`);
  }
  await ledger.say({ at: clock(), actor, command: 'reconcile', target: source ?? '*', reason });
  const { writer } = await ledger.state();
  return writer?.alive === true && writer.command === 'run';
}
