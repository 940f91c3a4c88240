// One site: round after round of calls. While it is held it is only probed, and nothing here waits for another site.
import type { SiteCode } from '../model/entry.ts';
import { type Pace, pauseAfter } from '../model/units/pace.ts';
import type { SiteRound } from '../reconcile/steps.ts';
import type { LoopContext } from './loop-context.ts';
import { recoverable } from './recoverable.ts';
import { WakeSignal } from './wake-signal.ts';

/** What wakes the loop of a site. */
interface SiteLoop {
  readonly site: SiteCode;
  /** Something new is on record: a round that is under way makes room for it. */
  wake(): void;
  /** An operator spoke: also a held site is asked at once. */
  speak(): void;
  run(): Promise<void>;
}

/** How a site is asked again: `probe` while it is held, `ask` where it holds single entries itself. Milliseconds. */
export interface SitePaces {
  readonly probe: Pace;
  readonly ask: Pace;
}

/** How long a round goes on beside something newer, so that a stream of commits does not keep it from calling. */
const ROUND_AT_LEAST = 5_000;

/** What is free by its time and still not called must not be asked about without a pause. */
const SHORTEST_PAUSE = 1_000;

/** How a site is asked, and who is told of its rounds. */
interface SiteLoopOptions {
  readonly paces: SitePaces;
  /** Something may have been called that others wait for. */
  readonly called: (site: SiteCode) => void;
  /** A round ended, in whatever way. */
  readonly ended: (site: SiteCode) => void;
}

/** The loop of one site. */
export function siteLoop(
  site: SiteCode,
  { steps, clock, sleep, end, listen, progress }: LoopContext,
  { paces, called, ended }: SiteLoopOptions,
): SiteLoop {
  const wakeSignal = new WakeSignal<'news' | 'command'>({ sleep, clock, end });
  const name = `site ${site}`;
  let newer = false;
  let heldSince: number | undefined;
  let refusals = 0;
  let waits = 0;
  let broke = false;

  async function round(givenUp: AbortSignal): Promise<number | null> {
    newer = false;
    // From the first call that it may make on: a site that answers slowly is called as well. The clock may be set back.
    let began = Number.POSITIVE_INFINITY;
    const mayGoOn = () => {
      began = Math.min(began, clock());
      return !newer || clock() - began < ROUND_AT_LEAST;
    };
    const result = await steps.call(site, { signal: AbortSignal.any([end, givenUp]), mayGoOn });
    // The round after it tells of the site by now.
    givenUp.throwIfAborted();
    noteHeld(result);
    if (result.calls > 0 || broke) called(site);
    broke = false;
    return pauseOf(result);
  }

  function noteHeld({ held, accepted }: SiteRound): void {
    if (held) {
      heldSince ??= clock();
      refusals += 1;
      return;
    }
    // A site that answers reads and rejects every call must not be asked ever faster.
    if (accepted > 0 || heldSince === undefined) refusals = 0;
    if (heldSince !== undefined) listen({ type: 'siteReleased', site, heldMs: clock() - heldSince });
    heldSince = undefined;
  }

  function pauseOf({ held, cutShort, nextAt, waiting }: SiteRound): number | null {
    if (held) return pauseAfter(refusals, paces.probe);
    if (cutShort) return 0;
    waits = waiting > 0 ? waits + 1 : 0;
    const times = [
      ...(nextAt === null ? [] : [nextAt - clock()]),
      ...(waiting > 0 ? [pauseAfter(waits, paces.ask)] : []),
    ];
    return times.length === 0 ? null : Math.max(SHORTEST_PAUSE, Math.min(...times));
  }

  function pauseFor(error: unknown): number {
    const { code, message } = recoverable(error);
    // It may have called something before.
    broke = true;
    refusals += 1;
    const pause = pauseAfter(refusals, paces.probe);
    listen({ type: 'passFailed', source: null, code, message, retryAt: clock() + pause });
    return pause;
  }

  return {
    site,
    wake() {
      newer = true;
      wakeSignal.raise('news');
    },
    speak() {
      newer = true;
      wakeSignal.raise('command');
    },
    async run() {
      while (!end.aborted) {
        const pause = await progress.turn(name, round).catch(pauseFor);
        ended(site);
        // While the site is held, only its time or an operator ends the pause.
        await wakeSignal.wait(pause, heldSince === undefined ? undefined : 'news');
      }
    },
  };
}
