// From words on a command line to one command's file: only that one is loaded.
import { Command, CommanderError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { Failure, messageOf } from '../model/failure.ts';
import { escapeText } from '../report/text/layout/escape.ts';
import type { Act, Define, GlobalOptions } from './command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { openInterrupts } from './interrupts.ts';
import { openTerminal, outliveReaders, type Surroundings } from './terminal.ts';

export { thisProcess } from './terminal.ts';

interface Listed {
  readonly summary: string;
  readonly load: () => Promise<{ readonly define: Define }>;
}

const COMMANDS: Readonly<Record<string, Listed>> = {
  validate: { summary: 'check declarations', load: () => import('./commands/validate.ts') },
  plan: { summary: 'show what would be called, and why', load: () => import('./commands/plan.ts') },
  apply: { summary: 'call what is due, once, and record it', load: () => import('./commands/apply.ts') },
  run: {
    summary: 'watch the sources, and call what is due, until it is ended',
    load: () => import('./commands/run.ts'),
  },
  status: { summary: 'show what the ledger knows of each entry', load: () => import('./commands/status.ts') },
  history: { summary: 'show what was called and said', load: () => import('./commands/history.ts') },
  adopt: { summary: "record a new source's entries as applied", load: () => import('./commands/adopt.ts') },
  approve: { summary: 'let a run pass its budget or a wave', load: () => import('./commands/approve.ts') },
  retry: { summary: 'call failed entries again', load: () => import('./commands/retry.ts') },
  suspend: { summary: 'take entries out of work', load: () => import('./commands/suspend.ts') },
  resume: { summary: 'end a suspension', load: () => import('./commands/resume.ts') },
  resolve: { summary: 'settle an unknown outcome', load: () => import('./commands/resolve.ts') },
  reconcile: { summary: 'have a source looked at now', load: () => import('./commands/reconcile.ts') },
  doctor: {
    summary: 'look at this machine, the config and the sites',
    load: () => import('./commands/doctor.ts'),
  },
  review: {
    summary: 'in a pipeline: show the plan on the pull request',
    load: () => import('./commands/review.ts'),
  },
  explain: { summary: 'say what a code means and what to do', load: () => import('./commands/explain.ts') },
  export: {
    summary: 'write what was sent, to plan without the ledger and the sites',
    load: () => import('./commands/export.ts'),
  },
  backup: { summary: 'copy the ledger while it is in use', load: () => import('./commands/backup.ts') },
  schema: { summary: 'print or write the JSON schemas', load: () => import('./commands/schema.ts') },
  simulate: { summary: 'serve a simulated site', load: () => import('./commands/simulate.ts') },
  demo: { summary: 'show the whole story on this machine', load: () => import('./commands/demo.ts') },
};

/** What is worth pasting into a comment or a ticket: these commands print markdown, the others have nothing to show. */
const MARKDOWN: readonly string[] = ['validate', 'plan', 'status', 'history'];

/** Runs one command line, and gives the exit code. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  outliveReaders(surroundings);
  const program = makeProgram(surroundings);
  const interrupts = openInterrupts(surroundings.exit);
  const act: Act = async (action) => {
    const options = program.opts<GlobalOptions & { readonly color: boolean }>();
    const terminal = openTerminal(surroundings, { colour: options.color });
    const { exit: _, ...others } = surroundings;
    code = await action({
      terminal,
      options,
      takeInterrupts: interrupts.take,
      run: (other, environment) => run(other, { ...others, environment }),
    });
  };
  try {
    refuseLostLetters(program, words);
    await defineCommands(program, words, act);
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return exitOfError(error, program.opts<GlobalOptions>().verbose, surroundings);
  } finally {
    interrupts.release();
  }
}

function makeProgram({ stdout, stderr }: Surroundings): Command {
  return new Command('dpsync')
    .description('GitOps for Configuration Manager content.')
    .version(packageJson.version, '--version', 'print the version')
    .option('-c, --config <file>', 'the config file (default: $DPSYNC_CONFIG, else dpsync.yaml)')
    .addOption(
      new Option('-o, --output <format>', 'how to print')
        .choices(['table', 'json', 'markdown'])
        .default('table'),
    )
    .option('--no-color', 'print without colours')
    .option('-v, --verbose', 'say more: reasons, authors, commits', false)
    .option('-q, --quiet', 'print no advice and no progress', false)
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .enablePositionalOptions(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'dpsync: ')),
    })
    .showHelpAfterError('(dpsync --help lists the commands)')
    .exitOverride();
}

/** Every command is listed; the one that is meant is loaded, so that the others cost nothing. */
async function defineCommands(program: Command, words: readonly string[], act: Act): Promise<void> {
  const [meant] = program.parseOptions([...words]).operands;
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).summary(summary).description(sentence(summary)).exitOverride();
    command.showHelpAfterError(`(dpsync ${name} --help says more)`);
    if (!MARKDOWN.includes(name)) command.hook('preAction', refuseMarkdown);
    if (name === meant) (await load()).define(command, act);
  }
}

/** Node reads what is not UTF-8 as U+FFFD: a selector or name that lost a letter means something else, or nothing. */
function refuseLostLetters(program: Command, words: readonly string[]): void {
  const at = words.findIndex((word) => word.includes('\ufffd'));
  if (at < 0) return;
  program.error(
    `error: argument ${at + 1} is not UTF-8; set the terminal and the script to UTF-8, and write it again`,
  );
}

function refuseMarkdown(command: Command): void {
  if (command.optsWithGlobals<GlobalOptions>().output !== 'markdown') return;
  command.error(`error: ${command.name()} prints no markdown; ${MARKDOWN.join(', ')} do`);
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function exitOfError(error: unknown, verbose: boolean, { stderr }: Surroundings): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.error;
  const known = error instanceof Failure;
  const note = known ? error.code : 'a defect of dpsync; please report it with what follows';
  stderr.write(`dpsync: ${escapeLines(messageOf(error))} (${note})\n`);
  if (verbose || !known) stderr.write(`${escapeLines(stackOf(error))}\n`);
  return EXIT.error;
}

/** A message may quote git, a site or a file: it is shown, never obeyed. */
function escapeLines(text: string): string {
  return text.split('\n').map(escapeText).join('\n');
}

/** Where it was thrown, and what was behind it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `\ncaused by ${messageOf(error.cause)}`;
  return `${error.stack}${cause}`;
}
