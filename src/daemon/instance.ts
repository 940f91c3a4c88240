// One daemon instance: it runs with one config, until a new one or a signal ends it; a loop that does not move is begun again alone.
import { setTimeout as pause } from 'node:timers/promises';
import type { Listener } from '../model/event.ts';
import type { Stuck } from './watchdog-progress.ts';

/** A daemon with everything that belongs to one config. */
export interface InstanceParts {
  run(): Promise<void>;
  /** Nothing new begins; `run` ends once the calls in flight have their outcome. */
  stop(): void;
  /** Gives up the turn of a loop that did not move for too long, which begins again, and names it. */
  endStuck(): Stuck | undefined;
  close(): Promise<void>;
}

/** Why an instance ended. */
export type Ended = 'interrupted' | 'reload';

/** What ends the process, and not only an instance. */
type ProcessEnd = Exclude<Ended, 'reload'>;

const CAUSES: Readonly<Record<Ended, string>> = {
  interrupted: 'a signal',
  reload: 'a new config',
};

/** An instance that runs. */
export interface Instance {
  /** Ends it in order, for another config. */
  reload(): void;
  /** Resolves when everything of it has ended. Throws what the daemon could not go on with. */
  readonly ended: Promise<Ended>;
}

/** What all instances of a process share. */
export interface InstanceOptions {
  readonly tell: Listener;
  /** Aborted by the signal that ends the process. */
  readonly interrupt: AbortSignal;
}

/** How long calls in flight are waited for at the end, in milliseconds; after that their outcome is unknown. */
const GRACE = 30_000;
const LOOKED_AT_EVERY = 10_000;

/** Runs what was opened for one config, until something ends it. */
export function runInstance(parts: InstanceParts, options: InstanceOptions): Instance {
  const reload = Promise.withResolvers<'reload'>();
  const { end, release } = watchForEnd(parts, options);
  const ended = runUntil(parts, { reload: reload.promise, end }, options.tell).finally(release);
  return { reload: () => reload.resolve('reload'), ended };
}

/** Resolves once a signal came; meanwhile loops that stand still are begun again. */
function watchForEnd({ endStuck }: InstanceParts, { interrupt, tell }: InstanceOptions) {
  const { promise: end, resolve } = Promise.withResolvers<ProcessEnd>();
  const onInterrupt = () => resolve('interrupted');
  if (interrupt.aborted) onInterrupt();
  interrupt.addEventListener('abort', onInterrupt);
  const watch = setInterval(() => {
    const stuck = endStuck();
    if (stuck) tell({ type: 'stuck', ...stuck });
  }, LOOKED_AT_EVERY);
  const release = () => {
    clearInterval(watch);
    interrupt.removeEventListener('abort', onInterrupt);
  };
  return { end, release };
}

async function runUntil(
  parts: InstanceParts,
  { reload, end }: { readonly reload: Promise<'reload'>; readonly end: Promise<ProcessEnd> },
  tell: Listener,
): Promise<Ended> {
  const running = parts.run();
  const why = await Promise.race([end, reload, running.then(() => end)]);
  tell({ type: 'stopping', by: CAUSES[why] });
  parts.stop();
  // While a reload waits for what is in flight, the process may be told to end.
  const last = why === 'reload' ? await Promise.race([end, running.then(() => why)]) : why;
  if (last !== why) tell({ type: 'stopping', by: CAUSES[last] });
  if (await isOverInTime(running)) await parts.close();
  return last;
}

/** True once nothing is in flight any more; an end does not wait for that for ever. */
async function isOverInTime(running: Promise<void>): Promise<boolean> {
  const ended = running.then(() => true);
  const cut = new AbortController();
  const late = pause(GRACE, false, { signal: cut.signal }).catch(() => false);
  try {
    return await Promise.race([ended, late]);
  } finally {
    cut.abort();
  }
}
