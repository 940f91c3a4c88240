import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { MAIN } from './built.ts';

/** A finished process. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command line is run. */
export interface Place {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A running dpsync. */
export interface Running {
  readonly pid: number | undefined;
  readonly finished: Promise<Finished>;
  kill(signal: NodeJS.Signals): void;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves once a stream has shown this. Rejects where the process ends before. */
  shown(text: string): Promise<string>;
  /** Resolves with the first thing that `look` finds: it looks now, and whenever a stream has shown more. Rejects as above. */
  found<Thing>(look: () => Thing | undefined): Promise<Thing>;
  /** Reads no further from it, as `| head` does. */
  hangUp(): void;
}

const { NODE_COMPILE_CACHE } = process.env;

/** Starts a command line as a process of its own. */
export function startProcess(words: readonly string[], { folder, environment }: Place): Running {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: folder,
    env: { NODE_COMPILE_CACHE, ...environment },
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
  async function found<Thing>(look: () => Thing | undefined, what: string): Promise<Thing> {
    const ended = Promise.withResolvers<never>();
    finished.then(
      () => ended.reject(new Error(`it ended without "${what}": ${stdout}${stderr}`)),
      ended.reject,
    );
    ended.promise.catch(() => undefined);
    for (;;) {
      const more = once(output, 'more');
      const thing = look();
      if (thing !== undefined) return thing;
      await Promise.race([more, ended.promise]);
    }
  }
  return {
    pid: child.pid,
    finished,
    kill: (signal) => void child.kill(signal),
    stdout: () => stdout,
    stderr: () => stderr,
    shown: (text) => found(() => (stdout.includes(text) || stderr.includes(text) ? text : undefined), text),
    found: (look) => found(look, String(look)),
    hangUp() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}
