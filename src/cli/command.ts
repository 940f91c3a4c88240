import type { Command } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** What stands before or after any command's name. */
export interface GlobalOptions {
  readonly config: string | undefined;
  readonly output: 'table' | 'json' | 'markdown';
  readonly verbose: boolean;
  readonly quiet: boolean;
}

/** What a command's action is given. */
export interface Context {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  /**
   * Takes over what ends a process: the first Ctrl-C or SIGTERM aborts the signal, after `said` was told, and the
   * second ends the process at once. A command that does not ask for it is ended by the first.
   */
  readonly takeInterrupts: (said?: string) => AbortSignal;
  /** Runs another command line, as a user would in this environment. */
  readonly run: (words: readonly string[], environment: Terminal['environment']) => Promise<ExitCode>;
}

/** Runs a command's action with the context, and keeps its exit code. */
export type Act = (action: (context: Context) => Promise<ExitCode>) => Promise<void>;

/** A command's file gives this: arguments, options, help with an example, and the action. */
export type Define = (command: Command, act: Act) => void;
