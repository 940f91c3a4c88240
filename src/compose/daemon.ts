// Settings → a daemon. The ledger is locked for as long as the process lives; the rest is taken apart and put together anew
// when the config changes.

import { type Daemon, makeDaemon } from '../daemon/daemon.ts';
import { type Instance, type InstanceOptions, type InstanceParts, runInstance } from '../daemon/instance.ts';
import type { InForce } from '../daemon/reload-loop.ts';
import { tellOnce } from '../daemon/tell-once.ts';
import { Progress, type Stuck } from '../daemon/watchdog-progress.ts';
import type { Ledger, LedgerWriter } from '../ledger/ledger.ts';
import type { Listener } from '../model/event.ts';
import { messageOf } from '../model/failure.ts';
import type { Standing } from '../model/views/standing.ts';
import type { Watching } from '../model/watching.ts';
import { openSteps } from '../reconcile/open-steps.ts';
import type { Parts } from '../reconcile/parts.ts';
import { countStanding } from '../reconcile/views/standing.ts';
import type { Settings } from '../settings/settings.ts';
import type { Hook, Web, WebOptions } from '../web/web.ts';
import { type ComposeOptions, closeWorkingParts, openSettingsLedger, openWorkingParts } from './parts.ts';
import { openReporters } from './reports.ts';

export { reloadLoop } from '../daemon/reload-loop.ts';
export { startWatchdog } from '../daemon/watchdog.ts';

/** The ledger, and the writer's lock. */
export interface LockedLedger {
  /** The file, as the settings name it. */
  readonly place: string;
  readonly ledger: Ledger;
  readonly writer: LedgerWriter;
  close(): Promise<void>;
}

/** Takes the writer's lock. Throws a Failure that names who has it. */
export async function lockLedger(settings: Settings, options: ComposeOptions): Promise<LockedLedger> {
  const ledger = await openSettingsLedger(settings, options);
  try {
    const writer = await ledger.acquire('run');
    const close = async () => {
      await writer.close();
      await ledger.close();
    };
    return { place: settings.ledger.path, ledger, writer, close };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** A daemon with its parts plugged in. */
interface OpenedDaemon extends Daemon, InstanceParts {
  /** What is not well, one text each. */
  findFaults(): Promise<readonly string[]>;
  /** How everything stands; at most fifteen seconds old. */
  readStanding(): Promise<Standing>;
}

/** A daemon that runs with one config. */
export interface DaemonInstance extends Instance {
  readonly daemon: Pick<OpenedDaemon, 'wake' | 'readStanding'>;
}

/** What is in force at the moment. */
export type DaemonInForce = InForce<Settings, DaemonInstance>;

/** What all instances of a process share. */
export interface ProcessParts extends InstanceOptions {
  readonly locked: LockedLedger;
  readonly environment: ComposeOptions['environment'];
  readonly readMetrics: WebOptions['readMetrics'];
  /** `--listen`; it stands before the config's `web.listen`. */
  readonly listen: string | undefined;
}

/** Starts an instance with these settings. Throws a Failure where it cannot, such as an address that is taken. */
export async function startInstance(settings: Settings, shared: ProcessParts): Promise<DaemonInstance> {
  const { locked, environment, tell } = shared;
  const daemon = await openDaemon(settings, locked, { environment, mode: 'write', listen: tell });
  const web = await serve(daemon, settings, shared).catch(async (error: unknown) => {
    await daemon.close();
    throw error;
  });
  if (web) tell({ type: 'listening', address: web.address });
  const instance = runInstance(daemon, shared);
  return { daemon, reload: instance.reload, ended: instance.ended.finally(() => web?.close()) };
}

/** A fetch may take ten minutes, and a call as long as the config lets it; who takes longer than both does not move. */
const STUCK_AFTER = 1_200_000;
/** The same entries are asked about at this pace while the site itself holds them. Milliseconds. */
const ASK_PACE = { initial: 60_000, factor: 2, max: 900_000 };

/** Plugs a daemon together. Nothing is done before it runs. */
async function openDaemon(
  settings: Settings,
  locked: LockedLedger,
  options: ComposeOptions,
): Promise<OpenedDaemon> {
  const progress = new Progress();
  const tell = noteMoves(progress, tellOnce(options.listen));
  // The daemon's own parts tell it something, so that it comes after them.
  let hear: Listener = () => undefined;
  const listen: Listener = (event) => {
    tell(event);
    hear(event);
  };
  const parts = await openWorkingParts(settings, locked.ledger, { ...options, listen });
  const steps = await openSteps(locked.writer, parts);
  const end = new AbortController();
  const stop = () => end.abort();
  const { clock, sleep } = parts;
  const { environment } = options;
  const daemon = makeDaemon({
    context: { steps, clock, sleep, chance: Math.random, listen, progress, end: end.signal },
    sources: settings.sources.map(({ name, interval }) => ({ id: idOf(name, parts), name, interval })),
    paces: { probe: settings.retry.backoff, ask: ASK_PACE },
    reporters: await openReporters(settings, parts, { environment, end: end.signal }),
    giveUp: stop,
  });
  hear = daemon.hear;
  const watchings = await watchSources(daemon, parts);
  const limit = STUCK_AFTER + Math.max(...settings.sites.map(({ callTimeout }) => callTimeout));
  const findStuck = () => progress.findStuck(clock(), limit);
  const endStuck = () => progress.endStuck(clock(), limit);
  return {
    ...daemon,
    stop,
    endStuck,
    readStanding: keepFor(15_000, () => countStanding(parts)),
    findFaults: () => findFaults(locked.ledger, findStuck),
    async close() {
      await Promise.all(watchings.map((watching) => watching.close()));
      await closeWorkingParts(parts);
    },
  };
}

/** Serves where an address is given. Secrets are read anew each time, since they are changed in place. */
async function serve(
  daemon: OpenedDaemon,
  settings: Settings,
  shared: ProcessParts,
): Promise<Web | undefined> {
  const { environment, tell, readMetrics } = shared;
  const listen = shared.listen ?? settings.web?.listen;
  if (listen === undefined) return undefined;
  const { startWeb } = await import('../web/web.ts');
  const hooks = settings.sources.flatMap(({ name, branch, webhook }): Hook[] => {
    if (!webhook) return [];
    const { provider, secretEnv } = webhook;
    return [{ source: name, branch, provider, findSecret: () => environment[secretEnv] }];
  });
  const tokenEnv = settings.web?.metricsTokenEnv;
  return startWeb({
    listen,
    hooks,
    onHook: (source, commit) => daemon.wake(source, 'hook', commit ?? undefined),
    findFaults: daemon.findFaults,
    readMetrics,
    findMetricsToken: tokenEnv === undefined ? undefined : () => environment[tokenEnv],
    tell,
    clock: Date.now,
  });
}

/** Long turns are seen to move by what they tell. */
function noteMoves(progress: Progress, listen: Listener): Listener {
  return (event) => {
    if (event.type === 'reading') progress.moved(event.source);
    if (event.type === 'intended' || event.type === 'concluded') {
      progress.moved(`site ${event.attempt.entry.site}`);
    }
    listen(event);
  };
}

/** What `read` gave, for so many milliseconds: whoever scrapes may do it as often as they like. */
function keepFor<Value>(milliseconds: number, read: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly until: number } | undefined;
  return () => {
    if (!kept || Date.now() >= kept.until) kept = { value: read(), until: Date.now() + milliseconds };
    return kept.value;
  };
}

function idOf(name: string, { sources }: Parts): string {
  return sources.find((source) => source.name === name)?.id ?? name;
}

function watchSources(daemon: Daemon, { sources, listen }: Parts): Promise<readonly Watching[]> {
  const watch = sources.map(({ name, watch }) =>
    watch({
      onChange: () => daemon.wake(name, 'change'),
      onFault: (message) => listen({ type: 'warned', message }),
    }),
  );
  return Promise.all(watch);
}

async function findFaults(ledger: Ledger, findStuck: () => Stuck | undefined): Promise<readonly string[]> {
  const stuck = findStuck();
  const faults = stuck ? [`${stuck.loop} did not move for ${Math.round(stuck.sinceMs / 1000)} s`] : [];
  try {
    await ledger.state();
  } catch (error) {
    faults.push(messageOf(error));
  }
  return faults;
}
