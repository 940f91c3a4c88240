// What was called is followed until it is settled and has arrived, however long rounds of calls take meanwhile.
import type { SiteCode } from '../model/entry.ts';
import type { LoopContext } from './loop-context.ts';
import { recoverable } from './recoverable.ts';
import { WakeSignal } from './wake-signal.ts';

/** What wakes the loop that follows a site's calls. */
interface FollowLoop {
  readonly site: SiteCode;
  /** Something may have been called. */
  wake(): void;
  run(): Promise<void>;
}

const PAUSE_AFTER_FAILURE = 30_000;

/** The loop that asks one site about earlier calls. `changed` is told where that may free others. */
export function followLoop(
  site: SiteCode,
  { steps, clock, sleep, end, listen, progress }: LoopContext,
  changed: () => void,
): FollowLoop {
  const wakeSignal = new WakeSignal<'called'>({ sleep, clock, end });
  const name = `calls of ${site}`;

  /** Asks where it is time; gives how long to wait. */
  async function turn(): Promise<number | null> {
    const at = await steps.nextAsk(site);
    if (at === null || at > clock()) return at === null ? null : at - clock();
    if (await steps.ask(site)) changed();
    return 0;
  }

  function pauseFor(error: unknown): number {
    const { code, message } = recoverable(error);
    listen({ type: 'passFailed', source: null, code, message, retryAt: clock() + PAUSE_AFTER_FAILURE });
    return PAUSE_AFTER_FAILURE;
  }

  return {
    site,
    wake: () => wakeSignal.raise('called'),
    async run() {
      while (!end.aborted) {
        const pause = await progress.turn(name, turn).catch(pauseFor);
        await wakeSignal.wait(pause);
      }
    },
  };
}
