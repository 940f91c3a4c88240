// The whole story on this machine, told with the commands that a user would type: nothing here knows a shorter way.
import { once } from 'node:events';
import { existsSync, unwatchFile, watchFile } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { makeRepository, type NewRepository, startSimulator } from '../../compose/trial.ts';
import { Failure } from '../../model/failure.ts';
import type { Context, Define } from '../command.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

interface DemoFlags {
  readonly once?: true;
  readonly folder?: string;
}

export const define: Define = (command, act) => {
  command
    .option('--once', 'end after the story; else the demo stays, and applies what you commit')
    .option(
      '--folder <folder>',
      'where to put it: a folder that is not there yet (default: a new temporary one)',
    )
    .addHelpText(
      'after',
      `
Makes a content repository and a config, starts a simulated site, and walks from
a first commit to the history.

Example:
  dpsync demo --once`,
    )
    .action((flags: DemoFlags) => act((context) => demo(flags, context)));
};

interface Stage {
  readonly folder: string;
  readonly declaration: string;
  readonly repository: NewRepository;
  readonly context: Context;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

async function demo(flags: DemoFlags, context: Context): Promise<ExitCode> {
  const signal = context.takeInterrupts();
  const folder = await makeFolder(flags.folder, context);
  const simulator = await startSimulator({ groups: 4, packages: 8, members: 3, distribute: 5000 });
  try {
    const stage = { ...(await setStage(folder, simulator.url, context)), signal };
    await tellStory(stage);
    if (!flags.once) await stay(stage);
    return EXIT.done;
  } finally {
    await simulator.close();
  }
}

async function makeFolder(given: string | undefined, { terminal }: Context): Promise<string> {
  if (given === undefined) return mkdtemp(join(tmpdir(), 'dpsync-demo-'));
  const folder = resolve(terminal.folder, given);
  if (existsSync(folder))
    throw new Failure(COMMAND_ERRORS.demoExists, `${folder} is there already; name a new folder`);
  await mkdir(folder, { recursive: true });
  return folder;
}

async function setStage(folder: string, url: string, context: Context): Promise<Omit<Stage, 'signal'>> {
  const content = join(folder, 'content');
  await cp(findExample(import.meta.dirname), content, { recursive: true });
  await rename(join(content, 'dpsync.yaml'), join(folder, 'dpsync.yaml'));
  await edit(join(folder, 'dpsync.yaml'), (text) =>
    text.replace(/http:\/\/127\.0\.0\.1:\d+\/AdminService/, url),
  );
  const repository = await makeRepository(content, context.terminal.environment);
  await repository.commitAll('Declare the office content');
  return { folder, declaration: join(content, 'redistributions.yaml'), repository, context };
}

async function tellStory(stage: Stage): Promise<void> {
  const { folder, declaration, repository } = stage;
  await say(stage, `Here is a content repository, a config and a simulated site: ${folder}`);
  await say(stage, 'Two packages are declared for two groups. What would be called?');
  await tell(stage, 'plan');
  await say(
    stage,
    'The ledger sees this source for the first time, so nothing is called until somebody says so.',
  );
  await tell(stage, 'apply', '--first-run', '--yes');
  await say(stage, 'A colleague raises the revision of one package.');
  const first = await readFile(declaration, 'utf8');
  await edit(declaration, (text) =>
    text
      .replace('- P0100002', '- {id: P0100002, revision: 2}')
      .replace('reason: first declaration', 'reason: hash mismatch after a storage move'),
  );
  await repository.commitAll('Redistribute P0100002: hash mismatch');
  await tell(stage, 'apply', '--yes');
  await say(stage, 'Exactly the two entries of that package were called. Now the commit is reverted.');
  await writeFile(declaration, first);
  await repository.commitAll('Revert "Redistribute P0100002: hash mismatch"');
  await tell(stage, 'apply', '--yes');
  await say(stage, 'Nothing was called: this revision was sent before. This is the record:');
  await tell(stage, 'history');
}

/** Waits for commits and applies them, until Ctrl-C. */
async function stay(stage: Stage): Promise<void> {
  const { context, declaration, folder, signal } = stage;
  const log = join(folder, 'content', '.git', 'logs', 'HEAD');
  await say(stage, 'Now you. Give something another revision in');
  await context.terminal.out(`  ${declaration}\n\nand commit it, in another terminal:\n`);
  await context.terminal.out(
    `  git -C ${join(folder, 'content')} commit -am "Redistribute"\n\nCtrl-C ends the demo.\n`,
  );
  let work = Promise.resolve();
  watchFile(log, { interval: 500 }, () => {
    work = work.then(async () => void (await dpsync(stage, 'apply', '--yes')));
  });
  if (!signal.aborted) await once(signal, 'abort');
  unwatchFile(log);
  await work;
}

/** Runs a command of the story. One that does not do its part ends the story: what follows would not be true. */
async function tell(stage: Stage, ...words: string[]): Promise<void> {
  const code = await dpsync(stage, ...words);
  if (code === EXIT.done && !stage.signal.aborted) return;
  throw new Failure(
    COMMAND_ERRORS.demoFailed,
    `the demo ended with dpsync ${words.join(' ')} (exit code ${code})`,
  );
}

/** Runs a command line as a user would, in the demo's folder and with a state folder of its own. */
async function dpsync({ folder, context }: Stage, ...words: string[]): Promise<ExitCode> {
  await context.terminal.out(`\n$ dpsync ${words.join(' ')}\n`);
  const environment = { ...context.terminal.environment, DPSYNC_HOME: join(folder, 'state') };
  return context.run(['--config', join(folder, 'dpsync.yaml'), ...words], environment);
}

async function say({ context }: Stage, text: string): Promise<void> {
  await context.terminal.out(`\n# ${text}\n`);
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** The example's folder: beside the sources or the bundle, wherever the package stands. */
function findExample(from: string): string {
  const found = join(from, 'examples', 'hello');
  if (existsSync(found)) return found;
  if (dirname(from) === from)
    throw new Failure(COMMAND_ERRORS.noExamples, 'this installation has no examples folder');
  return findExample(dirname(from));
}
