// The thread that watches: it counts its own ticks, since a clock also runs on while the process is stopped.
import { write } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** What the thread is told. */
export interface WatchdogOrder {
  /** Its first number changes with every beat. */
  readonly beats: Int32Array<SharedArrayBuffer>;
  /** Milliseconds from one look at the beats to the next. */
  readonly tick: number;
  /** How many ticks without a beat end the process. */
  readonly silence: number;
  /** The line for stderr, cut where the time of the end belongs. */
  readonly lastWords: readonly string[];
}

const STDERR = 2;
/** Milliseconds. Whoever reads stderr may be what hangs. */
const LONGEST_WRITE = 1000;

function watch({ beats, tick, silence, lastWords }: WatchdogOrder): void {
  let seen = Atomics.load(beats, 0);
  let silentTicks = 0;
  const ticking = setInterval(() => {
    const now = Atomics.load(beats, 0);
    silentTicks = now === seen ? silentTicks + 1 : 0;
    seen = now;
    if (silentTicks < silence) return;
    clearInterval(ticking);
    endProcess(lastWords.join(new Date().toISOString()));
  }, tick);
}

function endProcess(line: string): void {
  const kill = () => process.kill(process.pid, 'SIGKILL');
  // Not written synchronously: a full pipe would stop this thread as well.
  write(STDERR, `${line}\n`, kill);
  setTimeout(kill, LONGEST_WRITE);
}

watch(workerData);
