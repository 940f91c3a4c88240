import { type Daemon, makeDaemon } from '../../../src/daemon/daemon.ts';
import type { SitePaces } from '../../../src/daemon/site-loop.ts';
import { Progress } from '../../../src/daemon/watchdog-progress.ts';
import type { SiteCode } from '../../../src/model/entry.ts';
import type { Event, Listener } from '../../../src/model/event.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { ReconcileSteps, SiteRound } from '../../../src/reconcile/steps.ts';
import { VirtualTime } from '../../make/virtual-time.ts';

/** Nothing to call, and nothing held. */
export const NOTHING: SiteRound = {
  calls: 0,
  accepted: 0,
  held: null,
  cutShort: false,
  nextAt: null,
  waiting: 0,
};

/** A failure of the world that passes. */
export const down = (what: string) =>
  new Failure({ code: 'DPS3010', consequence: 'retry' }, `${what} is down`);

const PACES: SitePaces = {
  probe: { initial: 30_000, factor: 2, max: 1_800_000 },
  ask: { initial: 60_000, factor: 2, max: 900_000 },
};

/** A daemon over work that a test scripts, in virtual time. It ends with the test. */
export interface Scripted {
  readonly time: VirtualTime;
  readonly daemon: Daemon;
  readonly progress: Progress;
  readonly events: Event[];
  /** Every step that was asked for, as `step what@seconds`. */
  readonly steps: readonly string[];
  end(): Promise<void>;
}

/** Starts a daemon of these sources and sites. Steps that are not scripted find nothing to do. */
export function startScripted(
  sources: readonly string[],
  sites: readonly string[],
  script: Partial<ReconcileSteps>,
): Scripted {
  const time = new VirtualTime(1_800_000_000_000);
  const began = time.now;
  const steps: string[] = [];
  const events: Event[] = [];
  const listen: Listener = (event) => events.push(event);
  const noted = <Rest extends unknown[], Result>(
    step: string,
    work: (what: string, ...rest: Rest) => Promise<Result>,
  ) => {
    return (what: string, ...rest: Rest) => {
      steps.push(`${step} ${what}@${(time.now - began) / 1000}`);
      return work(what, ...rest);
    };
  };
  const scripted: ReconcileSteps = {
    sources: sources.map((name) => ({ id: name, name })),
    sites: sites as readonly SiteCode[],
    fetch: noted('fetch', script.fetch ?? (async () => 'c1')),
    pass: noted('pass', script.pass ?? (async () => null)),
    call: noted('call', (script.call ?? (async () => NOTHING)) as (site: string) => Promise<SiteRound>),
    has: script.has ?? (async () => true),
    nextAsk: script.nextAsk ?? (async () => null),
    ask: script.ask ?? (async () => false),
    newCommands: script.newCommands ?? (async () => []),
  };
  const end = new AbortController();
  const progress = new Progress();
  const { clock, sleep } = time;
  const context = {
    steps: time.standingStill(scripted),
    ...{ clock, sleep, chance: () => 0.5, listen, progress },
    end: end.signal,
  };
  const daemon = makeDaemon({
    context,
    sources: sources.map((name) => ({ id: name, name, interval: 60_000 })),
    paces: PACES,
    giveUp: () => end.abort(),
  });
  const running = Promise.resolve().then(() => daemon.run());
  running.catch(() => undefined);
  return {
    time,
    daemon,
    progress,
    events,
    steps,
    async end() {
      end.abort();
      await running;
    },
  };
}
