// A run goes on over passes: what an earlier one called may have arrived since, and free the next wave.
import { refresh } from '../call/call-all.ts';
import type { Parts } from '../parts.ts';
import type { Pass } from '../pass/pass.ts';
import { checkHealth, nextCheck, openDeliveries } from './health.ts';

/** The attempts of earlier passes in the runs that this one goes on with, as ids. */
export async function earlierCalls({ input }: Pass, { ledger }: Parts): Promise<readonly number[]> {
  const attempts = await ledger.attemptsOfRuns([...input.runs.keys()]);
  return attempts.map(({ id }) => id);
}

/** The pass with how far the content of its runs is by now, where their waves wait for that. */
export async function withDeliveries(pass: Pass, parts: Parts): Promise<Pass> {
  if (parts.waves.gate !== 'healthy') return pass;
  const ids = new Set(await earlierCalls(pass, parts));
  const now = parts.clock();
  const due = (await openDeliveries(parts)).filter(
    (delivery) => ids.has(delivery.attempt.id) && nextCheck(delivery, parts) <= now,
  );
  return (await checkHealth(due, parts)).length === 0 ? pass : refresh(pass, parts);
}
