// What goes on after the calls of an apply: unknown outcomes settle, and content arrives. The next wave is called elsewhere.
import type { Parts } from '../parts.ts';
import { follow } from './follow-up.ts';

/** Watches what a pass called. */
interface Watch {
  /**
   * Waits for the next moment at which a site is to be asked, and asks. `changed`: something is known that was not;
   * `done`: nothing is open any more; `over`: the time is up or the signal came.
   */
  next(): Promise<'changed' | 'same' | 'done' | 'over'>;
}

interface WatchOptions {
  /** The attempts to watch, as ids; it may grow. */
  readonly ids: ReadonlySet<number>;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly signal: AbortSignal;
}

/** Begins to watch. */
export function watchCalls({ ids, until, signal }: WatchOptions, parts: Parts): Watch {
  const followUp = follow(({ id }) => ids.has(id), parts);
  return {
    async next() {
      const at = await followUp.next();
      if (at === null) return 'done';
      await parts.sleep(Math.max(0, Math.min(until, at) - parts.clock()), signal);
      if (signal.aborted || parts.clock() >= until) return 'over';
      const changed = await followUp.ask();
      await tellProgress(ids, parts);
      return changed ? 'changed' : 'same';
    },
  };
}

/** Says how far the content of the watched calls is. */
async function tellProgress(ids: ReadonlySet<number>, { ledger, listen }: Parts): Promise<void> {
  const records = [...(await ledger.health([...ids])).values()];
  const sum = (state: 'success' | 'inProgress' | 'failed' | 'unknown') =>
    records.reduce((total, { distribution }) => total + distribution[state], 0);
  listen({
    type: 'delivering',
    success: sum('success'),
    inProgress: sum('inProgress'),
    failed: sum('failed'),
    unknown: sum('unknown'),
  });
}
