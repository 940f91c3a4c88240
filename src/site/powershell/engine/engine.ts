// Every way in which node-powershell can mislead or hang us ends here: what it starts runs one line at a time, or is killed.
import { type InvocationResult, type PowerShell, ProcessError } from 'node-powershell';
import type { Environment } from '../../../model/config/environment.ts';
import { messageOf } from '../../../model/failure.ts';
import { endProcess } from './end-process.ts';
import { ExactPowerShell } from './exact-powershell.ts';

/** What became of one command. */
export type Said =
  /** It ended, and this is all that was written meanwhile. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'aborted' }
  /** More was written than is ever read. */
  | { readonly kind: 'tooLarge' }
  /** Something was written to stderr, where an answer never is. */
  | { readonly kind: 'noise'; readonly text: string }
  /** The engine ended, or never began. */
  | { readonly kind: 'ended'; readonly text: string };

/** How long a command may take, and how much it may write. */
export interface Limits {
  /** Milliseconds. */
  readonly milliseconds: number;
  /** Characters. */
  readonly longest: number;
  readonly signal?: AbortSignal | undefined;
}

/** The library writes such lines around what it runs, on both streams. */
const FRAME = /^[0-9A-Za-z]{16}\n/gm;
/** What they come to, in characters, with room to spare. */
const FRAMES = 100;
/** How much of what should not be there is kept, in characters. */
const LONGEST_NOISE = 4000;
/** The library holds on to every answer until its process ends: one that has written so many characters is replaced. */
const MOST_WRITTEN = 64 * 1024 * 1024;

/** A PowerShell process that runs one command at a time. After anything but `said` it is dead. */
export class Engine {
  /** The engine's own process, where it told; behind a launcher it is not the one that was started. */
  process: number | undefined;
  readonly #shell: PowerShell;
  #written = 0;
  #retired = false;
  #gone = false;
  #ending: Promise<void> | undefined;

  private constructor(shell: PowerShell) {
    this.#shell = shell;
    // A pipe that breaks is told by the end of the process, not by an exception that nobody can catch.
    for (const stream of Object.values(shell.streams)) stream.on('error', () => undefined);
    // The first that is seen of a process that has ended.
    shell.streams.stdin.on('close', () => {
      this.#gone = true;
      this.retire();
    });
  }

  /** Starts an engine; whether it began is seen by the first command, which must be run at once. Throws as spawn does. */
  static start(executable: string, environment: Environment): Engine {
    return new Engine(
      new ExactPowerShell({
        executable,
        executableOptions: {
          '-NoProfile': true,
          // Without it a prompt would read the next command as its answer.
          '-NonInteractive': true,
          '-InputFormat': 'Text',
          '-OutputFormat': 'Text',
        },
        spawnOptions: { env: { ...environment }, windowsHide: true },
        throwOnInvocationError: false,
      }),
    );
  }

  /** True until it is dead, retired, or has written so much that it should be replaced. */
  get usable(): boolean {
    return !this.#ending && !this.#retired && this.#written < MOST_WRITTEN;
  }

  /** Lets it end what it does, and no more. */
  retire(): void {
    this.#retired = true;
  }

  /** Runs one line. Never throws. */
  async run(command: string, limits: Limits): Promise<Said> {
    if (this.#ending) return { kind: 'ended', text: 'it was ended before' };
    const said = await this.#watch(command, limits);
    // The library keeps a history of everything that was ever said.
    this.#shell.history.splice(0);
    if (said.kind !== 'said') void this.end();
    return said;
  }

  /** Kills the process and those that it started, and waits until it is gone. Never throws. */
  end(): Promise<void> {
    this.#ending ??= this.#kill();
    return this.#ending;
  }

  #watch(command: string, { milliseconds, longest, signal }: Limits): Promise<Said> {
    const { stdout, stderr } = this.#shell.streams;
    return new Promise((resolve) => {
      let errors = '';
      let length = 0;
      const settle = (said: Said) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        stdout.off('data', count);
        stderr.off('data', listen);
        this.#written += length;
        resolve(said);
      };
      const abort = () => settle({ kind: 'aborted' });
      const count = (chunk: string) => {
        length += chunk.length;
        if (length > longest + FRAMES) settle({ kind: 'tooLarge' });
      };
      const listen = (chunk: string) => {
        errors = (errors + chunk).replace(FRAME, '').slice(0, LONGEST_NOISE);
        // Half a frame may still become a whole one.
        if (!/^[0-9A-Za-z]{0,16}$/.test(errors)) settle({ kind: 'noise', text: errors });
      };
      const timer = setTimeout(() => settle({ kind: 'timedOut' }), milliseconds);
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      stdout.on('data', count);
      stderr.on('data', listen);
      // Called at once: a process that could not be started fails only whoever waits for it by then.
      this.#shell.invoke(command).then(
        (result) => settle(saidIn(result)),
        (error: unknown) => settle({ kind: 'ended', text: endOf(error) }),
      );
    });
  }

  async #kill(): Promise<void> {
    // The id of one that is gone may be another program's by now.
    if (this.process !== undefined && !this.#gone) await endProcess(this.process);
    await this.#shell.dispose('SIGKILL').catch(() => undefined);
    // Whatever a launcher left behind must neither read on nor keep this program alive.
    for (const stream of Object.values(this.#shell.streams)) stream.destroy();
  }
}

/** `exit 0` looks like success to the library; that nothing was said is seen by whoever expects an answer. */
function saidIn({ stdout, stderr }: InvocationResult): Said {
  if (stderr !== undefined && stderr.length > 0) return { kind: 'noise', text: stderr.toString('utf8') };
  if (stdout === undefined) return { kind: 'ended', text: 'it ended by itself' };
  return { kind: 'said', text: stdout.toString('utf8') };
}

function endOf(error: unknown): string {
  if (!(error instanceof ProcessError)) return messageOf(error);
  const { originalError, exitCode, signalCode } = error;
  if (originalError && 'code' in originalError) return originalError.message;
  return signalCode === null ? `exit code ${exitCode}` : `signal ${signalCode}`;
}
