// One site: round after round of calls. While it is held it is only probed, and nothing here waits for another site.
import type { SiteCode } from '../model/entry.ts';
import type { SiteRound } from '../reconcile/work.ts';
import { Bell } from './bell.ts';
import type { Circle } from './circle.ts';
import { type Pace, pauseAfter } from './pace.ts';
import { recoverable } from './recoverable.ts';

/** What wakes the loop of a site. */
export interface SiteLoop {
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

/** The loop of one site. `called` is told of every round that called something. */
export function siteLoop(
  site: SiteCode,
  { work, clock, sleep, end, listen, progress }: Circle,
  { paces, called }: { readonly paces: SitePaces; readonly called: (site: SiteCode) => void },
): SiteLoop {
  const bell = new Bell<'news' | 'word'>(sleep, end);
  const name = `site ${site}`;
  let newer = false;
  let heldSince: number | undefined;
  let refusals = 0;
  let waits = 0;

  async function round(): Promise<number | null> {
    newer = false;
    const began = clock();
    const mayGoOn = () => !newer || clock() - began < ROUND_AT_LEAST;
    const result = await work.call(site, { signal: end, mayGoOn });
    noteHeld(result);
    if (result.calls > 0) called(site);
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
    refusals += 1;
    const pause = pauseAfter(refusals, paces.probe);
    listen({ type: 'passFailed', source: null, code, message, retryAt: clock() + pause });
    return pause;
  }

  /** While the site is held, only its time or an operator ends the pause. */
  async function waitFor(pause: number | null): Promise<void> {
    const until = pause === null ? null : clock() + pause;
    for (;;) {
      const why = await bell.wait(until === null ? null : until - clock());
      if (why === 'word' || end.aborted) return;
      if (heldSince === undefined || (until !== null && clock() >= until)) return;
    }
  }

  return {
    site,
    wake() {
      newer = true;
      bell.ring('news');
    },
    speak() {
      newer = true;
      bell.ring('word');
    },
    async run() {
      while (!end.aborted) {
        progress.entered(name);
        const pause = await round().catch(pauseFor);
        progress.left(name);
        await waitFor(pause);
      }
    },
  };
}
