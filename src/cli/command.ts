import type { Command } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** What stands before or after any command's name. */
export interface GlobalOptions {
  readonly config: string | undefined;
  readonly output: 'table' | 'json';
  readonly verbose: boolean;
  readonly quiet: boolean;
}

/** What a command's action is given. */
export interface Context {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** Runs a command's action with the context, and keeps its exit code. */
export type Act = (action: (context: Context) => Promise<ExitCode>) => Promise<void>;

/** A command's file gives this: arguments, options, help with an example, and the action. */
export type Define = (command: Command, act: Act) => void;
