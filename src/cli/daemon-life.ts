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
  const { held, environment, tell, readMetrics, interrupt } = lasting;
  const daemon = await openDaemon(settings, held, { environment, mode: 'write', listen: tell });
  const listen = lasting.listen ?? settings.web?.listen;
  const web =
    listen === undefined
      ? undefined
      : await serve({ listen, settings, daemon, environment, tell, readMetrics }).catch(async (error) => {
          await daemon.close();
          throw error;
        });
  if (web) tell({ type: 'listening', address: web.address });
  for (const message of settings.warnings) tell({ type: 'warned', message });
  const reload = Promise.withResolvers<'reload'>();
  const end = Promise.withResolvers<Exclude<Ended, 'reload'>>();
  const onInterrupt = () => end.resolve('interrupted');
  if (interrupt.aborted) onInterrupt();
  interrupt.addEventListener('abort', onInterrupt);
  const watch = setInterval(() => {
    const stuck = daemon.findStuck();
    if (stuck) tell({ type: 'stuck', ...stuck });
    if (stuck) end.resolve('stuck');
  }, LOOKED_AT_EVERY);
  const live = async (): Promise<Ended> => {
    try {
      const running = daemon.run();
      running.catch(end.reject);
      const why = await Promise.race([end.promise, reload.promise]);
      tell({ type: 'stopping', by: WORDS[why] });
      daemon.stop();
      // While a reload waits for what is in flight, the process may be told to end.
      const last = why === 'reload' ? await Promise.race([end.promise, running.then(() => why)]) : why;
      if (last !== why) tell({ type: 'stopping', by: WORDS[last] });
      if (await inTime(running, last)) await daemon.close();
      return last;
    } finally {
      clearInterval(watch);
      interrupt.removeEventListener('abort', onInterrupt);
      await web?.close();
    }
  };
  return { daemon, reload: () => reload.resolve('reload'), ended: live() };
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
