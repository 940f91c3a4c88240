// What became of a source's commits is told to its git host. Nothing waits for this loop, and no watchdog ends the process
// for it: who tells must not hold up who works.

import type { Event, Listener } from '../model/event.ts';
import { type Pace, pauseAfter } from '../model/units/pace.ts';
import type { CommitReport, CommitState } from '../model/views/commit-report.ts';
import type { LoopContext } from './loop-context.ts';
import { recoverable } from './recoverable.ts';
import { WakeSignal } from './wake-signal.ts';

/** What became of a source's commits, and who is told. Each throws a Failure where it cannot. */
export interface Reporter {
  /** The source's name. */
  readonly source: string;
  /** Newest first; `unsettled` are commits that were told as anything but a success. */
  readReports(unsettled: ReadonlySet<string>): Promise<readonly CommitReport[]>;
  /** False where the host shows it already. */
  tellStatus(report: CommitReport): Promise<boolean>;
  /** null: nobody wants comments. */
  readonly tellComment: ((report: CommitReport) => Promise<boolean>) | null;
}

/** The loop that tells one host. */
interface ReportLoop {
  /** Wakes it where the event may have changed what became of a commit. */
  readonly hear: Listener;
  run(): Promise<void>;
}

const NEWS: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'passed',
  'concluded',
  'settled',
  'checked',
  'operatorCommand',
  'siteHeld',
  'siteReleased',
]);

/** What comes in so many milliseconds is told together. */
const GATHER = 5_000;
/** Counts and times move without an event as well. */
const LOOK_AGAIN = 120_000;
const LOOK_AGAIN_IDLE = 600_000;
/** A host keeps every status that was ever set, and GitHub takes a thousand for a commit: counts alone are told less often. */
const STATUS_PAUSE = 120_000;
const COMMENT_PAUSE = 60_000;
const FAILURE_PACE: Pace = { initial: 30_000, factor: 2, max: 600_000 };

interface Told {
  readonly text: string;
  readonly state: CommitState;
  readonly at: number;
}

/** One way of telling, and what it told last of each commit. */
interface Channel {
  readonly told: Map<string, Told>;
  readonly tell: (report: CommitReport) => Promise<boolean>;
  /** Milliseconds from what it told last to this one. */
  readonly pauseBetween: (before: Told, report: CommitReport) => number;
}

/** The loop that tells what became of one source's commits. */
export function reportLoop(
  reporter: Reporter,
  { clock, sleep, end, listen }: Pick<LoopContext, 'clock' | 'sleep' | 'end' | 'listen'>,
): ReportLoop {
  const { source, tellComment } = reporter;
  const wakeSignal = new WakeSignal<'news'>({ sleep, clock, end });
  const status: Channel = {
    told: new Map(),
    tell: tellStatus,
    pauseBetween: (before, { state }) => (before.state === state ? STATUS_PAUSE : 0),
  };
  const comment = tellComment && {
    ...{ told: new Map<string, Told>(), tell: tellComment, pauseBetween: () => COMMENT_PAUSE },
  };
  const channels: readonly Channel[] = [status, ...(comment ? [comment] : [])];
  let failures = 0;
  let failing: string | undefined;

  async function tellStatus(report: CommitReport): Promise<boolean> {
    const { commit, state } = report;
    const isNew = await reporter.tellStatus(report);
    if (isNew) listen({ type: 'reported', source, commit, state });
    return isNew;
  }

  /** Tells what is new; gives how long to wait. */
  async function turn(): Promise<number> {
    const reports = await reporter.readReports(unsettledOf(status));
    const isOpen = reports.some(({ state }) => state === 'pending');
    let pause = isOpen ? LOOK_AGAIN : LOOK_AGAIN_IDLE;
    for (const report of reports) {
      for (const channel of channels) pause = Math.min(pause, await bring(channel, report));
    }
    for (const { told } of channels) forget(told, reports);
    failures = 0;
    failing = undefined;
    return pause;
  }

  /** Tells it where it is new and time for it; gives how long that still is. */
  async function bring({ told, tell, pauseBetween }: Channel, report: CommitReport): Promise<number> {
    const { commit, state } = report;
    const text = JSON.stringify(report);
    const before = told.get(commit);
    if (before?.text === text) return Number.POSITIVE_INFINITY;
    // A clock that was put back makes no pause longer.
    const passed = before ? Math.max(0, clock() - before.at) : 0;
    const left = before ? pauseBetween(before, report) - passed : 0;
    if (left > 0) return left;
    await tell(report);
    told.set(commit, { text, state, at: clock() });
    return Number.POSITIVE_INFINITY;
  }

  /** A host that is down for days is told once, and asked ever more seldom. */
  function pauseFor(error: unknown): number {
    if (end.aborted) return 0;
    const { code, message } = recoverable(error);
    failures += 1;
    const pause = pauseAfter(failures, FAILURE_PACE);
    if (failing !== code) listen({ type: 'reportFailed', source, code, message, retryAt: clock() + pause });
    failing = code;
    return pause;
  }

  return {
    hear: ({ type }) => {
      if (NEWS.has(type)) wakeSignal.raise('news');
    },
    async run() {
      while (!end.aborted) {
        await wakeSignal.wait(GATHER, 'news');
        if (end.aborted) return;
        const pause = await turn().catch(pauseFor);
        // While the host fails, only time ends the pause.
        await wakeSignal.wait(pause, failures > 0 ? 'news' : undefined);
      }
    },
  };
}

function unsettledOf({ told }: Channel): ReadonlySet<string> {
  return new Set([...told].filter(([, { state }]) => state !== 'success').map(([commit]) => commit));
}

/** Keeps nothing of what is not told of any more: a daemon runs for years. */
function forget(told: Map<string, Told>, reports: readonly CommitReport[]): void {
  const commits = new Set(reports.map(({ commit }) => commit));
  for (const commit of told.keys()) if (!commits.has(commit)) told.delete(commit);
}
