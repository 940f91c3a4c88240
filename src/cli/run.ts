// From words on a command line to one command's file: only that one is loaded.
import process from 'node:process';
import { Command, CommanderError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { Failure, messageOf } from '../model/failure.ts';
import type { Act, Define, GlobalOptions } from './command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { openTerminal } from './terminal.ts';

interface Listed {
  readonly summary: string;
  readonly load: () => Promise<{ readonly define: Define }>;
}

const COMMANDS: Readonly<Record<string, Listed>> = {
  validate: { summary: 'check declarations', load: () => import('./commands/validate.ts') },
  plan: { summary: 'show what would be called, and why', load: () => import('./commands/plan.ts') },
  apply: { summary: 'call what is due, once, and record it', load: () => import('./commands/apply.ts') },
  status: { summary: 'show what the ledger knows of each entry', load: () => import('./commands/status.ts') },
  history: { summary: 'show what was called and said', load: () => import('./commands/history.ts') },
  adopt: { summary: "record a new source's entries as applied", load: () => import('./commands/adopt.ts') },
  approve: { summary: 'let a run pass its budget', load: () => import('./commands/approve.ts') },
  resolve: { summary: 'settle an unknown outcome', load: () => import('./commands/resolve.ts') },
  schema: { summary: 'print or write the JSON schemas', load: () => import('./commands/schema.ts') },
  simulate: { summary: 'serve a simulated site', load: () => import('./commands/simulate.ts') },
  demo: { summary: 'show the whole story on this machine', load: () => import('./commands/demo.ts') },
};

/** What a command line runs in. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends the process at once, on a second Ctrl-C. */
  readonly exit?: (code: number) => never;
}

/** Runs one command line, and gives the exit code. */
export async function run(words: readonly string[], { environment, exit }: Surroundings): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = makeProgram();
  const interrupt = listenForInterrupt(exit);
  const act: Act = async (action) => {
    const options = program.opts<GlobalOptions & { readonly color: boolean }>();
    const terminal = openTerminal({ colour: options.color, environment });
    code = await action({ terminal, options, signal: interrupt.signal });
  };
  await defineCommands(program, words, act);
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return exitOfError(error, program.opts<GlobalOptions>().verbose);
  } finally {
    interrupt.stop();
  }
}

function makeProgram(): Command {
  return new Command('dpsync')
    .description('GitOps for Configuration Manager content.')
    .version(packageJson.version, '--version', 'print the version')
    .option('-c, --config <file>', 'the config file (default: $DPSYNC_CONFIG, else dpsync.yaml)')
    .addOption(
      new Option('-o, --output <format>', 'how to print').choices(['table', 'json']).default('table'),
    )
    .option('--no-color', 'print without colours')
    .option('-v, --verbose', 'say more on standard error', false)
    .option('-q, --quiet', 'print no advice and no progress', false)
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .enablePositionalOptions(false)
    .showHelpAfterError('(dpsync --help lists the commands)')
    .exitOverride();
}

/** Every command is listed; the one that is meant is loaded, so that the others cost nothing. */
async function defineCommands(program: Command, words: readonly string[], act: Act): Promise<void> {
  const [meant] = program.parseOptions([...words]).operands;
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).summary(summary).description(`${summary}.`).exitOverride();
    if (name === meant) (await load()).define(command, act);
  }
}

/** The first Ctrl-C asks to stop after the calls in flight; the second ends the process at once. */
function listenForInterrupt(exit: Surroundings['exit']): {
  readonly signal: AbortSignal;
  readonly stop: () => void;
} {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) exit?.(130);
    controller.abort();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
  for (const name of names) process.on(name, onSignal);
  return { signal: controller.signal, stop: () => void names.map((name) => process.off(name, onSignal)) };
}

function exitOfError(error: unknown, verbose: boolean): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.error;
  const known = error instanceof Failure;
  process.stderr.write(`dpsync: ${messageOf(error)}${known ? ` (${error.code})` : ''}\n`);
  if (verbose || !known) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  return EXIT.error;
}
