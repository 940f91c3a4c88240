import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';

/** A finished process. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running dpsync. */
export interface Running {
  readonly pid: number | undefined;
  readonly finished: Promise<Finished>;
  kill(signal: NodeJS.Signals): void;
  /** What it wrote so far. */
  stdout(): string;
  /** Resolves once a stream has shown this. Rejects where the process ends before. */
  shown(text: string): Promise<void>;
  /** Reads no further from it, as `| head` does. */
  hangUp(): void;
}

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** Starts a command line as a process of its own, from the sources. */
export function startProcess(
  words: readonly string[],
  { folder, environment }: { readonly folder: string; readonly environment: NodeJS.ProcessEnv },
): Running {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const output = new EventEmitter();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output.emit('more');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    output.emit('more');
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    pid: child.pid,
    finished,
    kill: (signal) => void child.kill(signal),
    stdout: () => stdout,
    shown: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stdout.includes(text) || stderr.includes(text)) resolve();
        };
        output.on('more', look);
        finished.then(() => reject(new Error(`it ended without "${text}": ${stdout}${stderr}`)), reject);
        look();
      }),
    hangUp() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}
