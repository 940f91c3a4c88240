// One source: fetched when it is woken, passed when it has something new. Nothing here waits for another source or a site.
import type { WokenBy } from '../model/event.ts';
import { type Pace, pauseAfter } from '../model/units/pace.ts';
import { withJitter } from './jitter.ts';
import type { LoopContext } from './loop-context.ts';
import { recoverable } from './recoverable.ts';
import { WakeSignal } from './wake-signal.ts';

/** A source, and how often it is asked. */
export interface WatchedSource {
  readonly id: string;
  readonly name: string;
  /** Milliseconds. */
  readonly interval: number;
}

/** What wakes the loop of a source. */
interface SourceLoop {
  readonly name: string;
  /** `commit`: one that was announced; the remote is asked until it shows it, for a minute. */
  wake(by: WokenBy, commit?: string): void;
  run(): Promise<void>;
}

const LONGEST_PAUSE = 600_000;
const SHORTEST_PAUSE = 5_000;
/** How long an announced commit is waited for, and how often the remote is asked meanwhile. */
const ANNOUNCED_FOR = 60_000;
const ANNOUNCED_EVERY = 3_000;

interface Announced {
  readonly commit: string;
  readonly at: number;
}

/** The loop of one source. `passed` is told of every pass that recorded something. */
export function sourceLoop(
  source: WatchedSource,
  { steps, clock, sleep, end, chance, listen, progress }: LoopContext,
  passed: () => void,
): SourceLoop {
  const wakeSignal = new WakeSignal<WokenBy>({ sleep, clock, end });
  const { id, name, interval } = source;
  const pace: Pace = { initial: Math.max(interval, SHORTEST_PAUSE), factor: 2, max: LONGEST_PAUSE };
  let announced: Announced | undefined;
  let failures = 0;

  /** One fetch, and the pass of what it brought. Gives how long to wait for the next. */
  async function turn(givenUp: AbortSignal): Promise<number> {
    const fetching = steps.fetch(id, AbortSignal.any([end, givenUp]));
    const head = await fetching.catch((error: unknown) => noteFailed('fetchFailed', error, givenUp));
    givenUp.throwIfAborted();
    if (typeof head === 'number') return head;
    const began = clock();
    const pass = await steps
      .pass(id, head)
      .catch((error: unknown) => noteFailed('passFailed', error, givenUp));
    givenUp.throwIfAborted();
    if (typeof pass === 'number') return pass;
    if (pass) listen({ type: 'passed', source: name, durationMs: clock() - began, ...pass });
    // Of what a pass recorded before it failed nobody was told.
    if (pass || failures > 0) passed();
    failures = 0;
    return (await isStillToCome()) ? ANNOUNCED_EVERY : withJitter(interval, chance());
  }

  async function isStillToCome(): Promise<boolean> {
    if (announced && (isOver(announced) || (await steps.has(id, announced.commit)))) announced = undefined;
    return announced !== undefined;
  }

  /** Also where the clock was set back since. */
  function isOver({ at }: Announced): boolean {
    return clock() - at >= ANNOUNCED_FOR || clock() < at;
  }

  /** Tells it, and gives how long to wait. A fetch that the end cut off is no failure, and a turn that was given up was told of. */
  function noteFailed(type: 'fetchFailed' | 'passFailed', error: unknown, givenUp?: AbortSignal): number {
    if (end.aborted || givenUp?.aborted) return 0;
    const { code, message } = recoverable(error);
    failures += 1;
    const pause = withJitter(pauseAfter(failures, pace), chance());
    listen({ type, source: name, code, message, retryAt: clock() + pause });
    return pause;
  }

  return {
    name,
    wake(by, commit) {
      if (commit !== undefined) announced = { commit, at: clock() };
      wakeSignal.raise(by);
    },
    async run() {
      let by: WokenBy | undefined = 'start';
      while (!end.aborted) {
        listen({ type: 'woken', source: name, by: by ?? 'interval' });
        const pause = await progress
          .turn(name, turn)
          .catch((error: unknown) => noteFailed('passFailed', error));
        by = await wakeSignal.wait(pause);
      }
    },
  };
}
