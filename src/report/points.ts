// JSON and text show distribution points in one form and one order.
import type { Distribution, PointHealth } from '../model/views/status.ts';

const STATES = [
  'failed',
  'unknown',
  'inProgress',
  'success',
] as const satisfies readonly PointHealth['state'][];

/** A point as a ledger may hold it: one that was written before ids and times were kept has none. */
type HeldPoint = Distribution['points'][number] & Partial<Pick<PointHealth, 'messageId' | 'at'>>;

/** Each distribution point, those that need somebody first: failed, silent, under way, done; then by name. */
export function worstFirst({ points }: Distribution): readonly PointHealth[] {
  return points.map(healthOf).sort(byState);
}

/** How many distribution points there are. */
export function countPoints({ success, inProgress, failed, unknown }: Omit<Distribution, 'points'>): number {
  return success + inProgress + failed + unknown;
}

function healthOf({ name, state, messageId = null, message, at = null }: HeldPoint): PointHealth {
  return { name, state: STATES.find((known) => known === state) ?? 'unknown', messageId, message, at };
}

function byState(one: PointHealth, other: PointHealth): number {
  const step = STATES.indexOf(one.state) - STATES.indexOf(other.state);
  return step || (one.name < other.name ? -1 : 1);
}
