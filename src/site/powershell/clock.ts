// Whether a job is older than a call is asked of two clocks that nobody keeps alike.
import { z } from 'zod';
import { siteTime } from '../questions/time.ts';
import type { Engine } from './engine/engine.ts';
import { exchange, type Request } from './exchange.ts';

const TELL_TIME: Request = {
  action: 'read',
  texts: { namespace: 'root\\cimv2', query: 'SELECT LocalDateTime FROM Win32_OperatingSystem' },
  values: { properties: ['LocalDateTime'] },
};
const LIMITS = { milliseconds: 10_000, longest: 16 * 1024 };

const timeForm = z.object({ rows: z.tuple([z.tuple([siteTime])]) });

/**
 * The provider's clock less ours, in milliseconds; undefined where it is not told: root\cimv2 is open to administrators
 * of a server, and an account that may redistribute need not be one.
 */
export async function findClockOffset(
  engine: Engine,
  clock: () => number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const asked = clock();
  const answer = await exchange(engine, TELL_TIME, { ...LIMITS, signal });
  const told = timeForm.safeParse(answer.kind === 'answered' ? answer.result : undefined);
  if (!told.success) return undefined;
  const [[time]] = told.data.rows;
  return Math.round(time - (asked + clock()) / 2);
}
