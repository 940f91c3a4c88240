// A process with a watchdog: `watched-process.ts WHAT LIMIT`.
import { startWatchdog } from '../../src/daemon/watchdog.ts';

const [what = '', limit] = process.argv.slice(2);
const watchdog = startWatchdog({
  limit: Number(limit),
  lastWords: (time) => `these are the last words, at ${time}`,
  onFault: (message) => process.stdout.write(message),
});

/** Nothing is done in this thread meanwhile, as in a native call. */
function hang(milliseconds?: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** What such a process may do. */
const ACTS: Readonly<Record<string, () => void | Promise<void>>> = {
  idle() {},
  spin() {
    while (true) JSON.parse('1');
  },
  hang: () => hang(),
  // A pipe on Linux takes no more until it is read, and blocks.
  talk() {
    while (true) process.stderr.write('x'.repeat(65_536));
  },
  async close() {
    await watchdog.close();
    hang(2 * Number(limit));
  },
  live() {
    const beating = setInterval(() => process.stdout.write('alive\n'), 20);
    process.stdin.once('data', () => {
      clearInterval(beating);
      process.stdin.destroy();
    });
  },
};

ACTS[what]?.();
