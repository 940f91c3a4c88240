// Every git that may last is started here: it ends in time, its children with it, and what it says is bounded. Written by
// hand: execa does as much from version 10 on, and takes 40 ms of every start.
import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  type SpawnOptionsWithoutStdio,
  spawn,
} from 'node:child_process';
import { treeKill } from '../../model/windows.ts';
import type { GitEnvironment } from './environment.ts';
import { notStarted } from './missing.ts';

/** What to run. */
export interface GitCall {
  /** For messages: `fetching main from …`. */
  readonly doing: string;
  /** Where it runs. */
  readonly folder: string;
  readonly arguments: readonly string[];
  readonly environment: GitEnvironment;
  /** Milliseconds. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a git process ended by itself: its exit code (null: by a signal of another's) and the end of its stderr. */
export interface Ending {
  readonly code: number | null;
  readonly stderr: string;
}

const STDERR_KEPT = 16_384;
const GRACE = 2000;
const WINDOWS = process.platform === 'win32';

/** A running git. */
export class GitProcess {
  readonly stdin: ChildProcessWithoutNullStreams['stdin'];
  readonly stdout: ChildProcessWithoutNullStreams['stdout'];
  /** Rejects with a Failure where git could not be started after all. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcessWithoutNullStreams;
  #over = false;

  /** Throws a Failure where git could not be started. */
  constructor(call: Pick<GitCall, 'folder' | 'arguments' | 'environment'>) {
    const { folder, environment } = call;
    // A process group of its own, so that ssh and the like can be ended with it; no terminal to ask on either.
    const options = { cwd: folder, env: environment, detached: !WINDOWS, windowsHide: true };
    this.#child = start(call.arguments, options);
    this.stdin = this.#child.stdin;
    this.stdout = this.#child.stdout;
    // A git that ended early breaks the pipe; its exit code tells more.
    this.stdin.on('error', () => {});
    this.ended = watch(this.#child);
    const over = () => {
      this.#over = true;
    };
    this.ended.then(over, over);
  }

  /** Ends git and everything that it started, unless it is over: asks first, so that it removes its lock files. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.stdout.destroy();
    endTree(this.#child, 'SIGTERM');
    const later = setTimeout(() => endTree(this.#child, 'SIGKILL'), GRACE);
    const spare = () => clearTimeout(later);
    this.ended.then(spare, spare);
  }
}

function start(words: readonly string[], options: SpawnOptionsWithoutStdio): ChildProcessWithoutNullStreams {
  let child: ChildProcess;
  try {
    child = spawn('git', words, options);
  } catch (cause) {
    throw notStarted(cause);
  }
  if (isWhole(child)) return child;
  // Short of file descriptors there is a child without streams; its error comes later, and is told now.
  child.on('error', () => {});
  throw notStarted(Object.assign(new Error('no streams'), { code: 'EMFILE' }));
}

function isWhole(child: ChildProcess): child is ChildProcessWithoutNullStreams {
  return Boolean(child.stdin && child.stdout && child.stderr);
}

function watch(child: ChildProcessWithoutNullStreams): Promise<Ending> {
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT);
  });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(notStarted(cause)));
    child.once('close', (code) => resolve({ code, stderr }));
  });
}

function endTree(child: ChildProcessWithoutNullStreams, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (WINDOWS) {
    const [program, words] = treeKill(child.pid, process.env.SystemRoot);
    spawn(program, words, { windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of the group has ended.
  }
}
