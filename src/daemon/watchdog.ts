// A process whose event loop is blocked can do nothing about it, and nobody restarts what still lives.
import { Worker } from 'node:worker_threads';
import { messageOf } from '../model/failure.ts';
import type { WatchdogOrder } from './watchdog-worker.ts';

/** When the process is ended, and what is said. */
interface WatchdogOptions {
  /** Milliseconds without a turn of the event loop. Time in which the process was stopped does not count. */
  readonly limit: number;
  /** Gives the line for stderr, which is written without a look at it: it holds no secret. `time` is that of the end. */
  readonly lastWords: (time: string) => string;
  /** The process is not watched, or not any more, and why. */
  readonly onFault: (message: string) => void;
}

/** A thread that watches the process's event loop. It keeps no process alive. */
interface Watchdog {
  close(): Promise<void>;
}

/** The worker's file lies beside this one, among the sources and in the bundle. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? 'watchdog-worker.ts' : 'watchdog-worker.js',
  import.meta.url,
);

/** Stands for the time in the last words until it is known. */
const TIME = '<time of the end>';

/** Beats, and looks at them, in a limit: so many have to fail, not one. */
const TICKS = 12;

/** Ends this process by SIGKILL once its event loop stood still for `limit`: an endless loop, a native call that hangs. */
export function startWatchdog({ limit, lastWords, onFault }: WatchdogOptions): Watchdog {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const tick = limit / TICKS;
  const beat = setInterval(() => Atomics.add(beats, 0, 1), tick).unref();
  const words = lastWords(TIME).split(TIME);
  const workerData: WatchdogOrder = { beats, tick, silence: TICKS, lastWords: words };
  const worker = new Worker(WORKER, { workerData });
  worker.unref();
  worker.on('error', (error) =>
    onFault(`The watchdog ended, so a process that hangs is not ended: ${messageOf(error)}`),
  );
  return {
    async close() {
      clearInterval(beat);
      await worker.terminate();
    },
  };
}
