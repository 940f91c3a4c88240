// One life of a daemon: from a config to the next one, or to the end.
import { setTimeout as pause } from 'node:timers/promises';
import {
  type HeldLedger,
  type OpenedDaemon,
  openDaemon,
  type ServeOptions,
  serve,
} from '../compose/daemon.ts';
import type { Listener } from '../model/event.ts';
import type { Settings } from '../settings/settings.ts';

/** What all lives of a process share. */
export interface Lasting {
  readonly held: HeldLedger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tell: Listener;
  readonly readMetrics: ServeOptions['readMetrics'];
  /** `--listen`; it stands before the config's `web.listen`. */
  readonly listen: string | undefined;
  /** Aborted by the signal that ends the process. */
  readonly interrupt: AbortSignal;
}

/** Why a life ended. `stuck`: a loop did not move, and only a new process can help. */
export type Ended = 'interrupted' | 'stuck' | 'reload';

const WORDS: Readonly<Record<Ended, string>> = {
  interrupted: 'a signal',
  stuck: 'a loop that does not move',
  reload: 'a new config',
};

/** A life that goes on. */
export interface Life {
  readonly daemon: OpenedDaemon;
  /** Ends it in order, for another config. */
  reload(): void;
  /** Resolves when everything of it has ended. Throws what the daemon could not go on with. */
  readonly ended: Promise<Ended>;
}

/** How long calls in flight are waited for at the end, in milliseconds; after that their outcome is unknown. */
const GRACE = 30_000;
const LOOKED_AT_EVERY = 10_000;

/** Begins a life with these settings. Throws a Failure where it cannot, such as an address that is taken. */
export async function beginLife(settings: Settings, lasting: Lasting): Promise<Life> {
  const { held, environment, tell } = lasting;
  const daemon = await openDaemon(settings, held, { environment, mode: 'write', listen: tell });
  const web = await serveBeside(daemon, settings, lasting).catch(async (error: unknown) => {
    await daemon.close();
    throw error;
  });
  if (web) tell({ type: 'listening', address: web.address });
  for (const message of settings.warnings) tell({ type: 'warned', message });
  const reload = Promise.withResolvers<'reload'>();
  const { end, release } = watchForEnd(daemon, lasting);
  const ended = live(daemon, { reload: reload.promise, end }, tell).finally(async () => {
    release();
    await web?.close();
  });
  return { daemon, reload: () => reload.resolve('reload'), ended };
}

async function serveBeside(daemon: OpenedDaemon, settings: Settings, lasting: Lasting) {
  const { environment, tell, readMetrics } = lasting;
  const listen = lasting.listen ?? settings.web?.listen;
  if (listen === undefined) return undefined;
  return serve({ listen, settings, daemon, environment, tell, readMetrics });
}

/** What ends a process, and not only a life. */
type End = Exclude<Ended, 'reload'>;

/** Resolves once a signal came, or a loop stands still. */
function watchForEnd(daemon: OpenedDaemon, { interrupt, tell }: Lasting) {
  const { promise: end, resolve } = Promise.withResolvers<End>();
  const onInterrupt = () => resolve('interrupted');
  if (interrupt.aborted) onInterrupt();
  interrupt.addEventListener('abort', onInterrupt);
  const watch = setInterval(() => {
    const stuck = daemon.findStuck();
    if (!stuck) return;
    tell({ type: 'stuck', ...stuck });
    resolve('stuck');
  }, LOOKED_AT_EVERY);
  const release = () => {
    clearInterval(watch);
    interrupt.removeEventListener('abort', onInterrupt);
  };
  return { end, release };
}

async function live(
  daemon: OpenedDaemon,
  { reload, end }: { readonly reload: Promise<'reload'>; readonly end: Promise<End> },
  tell: Listener,
): Promise<Ended> {
  const running = daemon.run();
  const why = await Promise.race([end, reload, running.then(() => end)]);
  tell({ type: 'stopping', by: WORDS[why] });
  daemon.stop();
  // While a reload waits for what is in flight, the process may be told to end.
  const last = why === 'reload' ? await Promise.race([end, running.then(() => why)]) : why;
  if (last !== why) tell({ type: 'stopping', by: WORDS[last] });
  if (await inTime(running, last)) await daemon.close();
  return last;
}

/** True once nothing is in flight any more; an end does not wait for that for ever. */
async function inTime(running: Promise<void>, why: Ended): Promise<boolean> {
  if (why === 'stuck') return false;
  const ended = running.then(() => true);
  const cut = new AbortController();
  const late = pause(GRACE, false, { signal: cut.signal }).catch(() => false);
  try {
    return await Promise.race([ended, late]);
  } finally {
    cut.abort();
  }
}
