import { setTimeout as pause } from 'node:timers/promises';
import type { Commands } from '../../compose/commands.ts';
import { type Entry, entryKey, showEntry } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { EntryStatus } from '../../model/views/status.ts';
import { SMALLEST_LIMIT } from '../../report/markdown/limit.ts';
import { statusMarkdown } from '../../report/markdown/status.ts';
import { redrawer } from '../../report/text/layout/redraw.ts';
import type { Text } from '../../report/text/layout/text.ts';
import { entryStatusText, statusText } from '../../report/text/status/status.ts';
import { entryArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { drawText } from '../draw-text.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface StatusFlags {
  readonly all?: true;
  readonly watch?: true;
}

export const define: Define = (command, act) => {
  command
    .argument('[entry]', 'SITE/PACKAGE/GROUP', entryArgument)
    .option('--all', 'show entries that are Synced as well')
    .option('--watch', 'show it again every two seconds, until Ctrl-C')
    .addHelpText(
      'after',
      `
The ledger's view: asks neither git nor a site, and works while another dpsync
is applying. With an entry it lists each distribution point, as far as its
content was asked for: dpsync apply --wait asks.

Example:
  dpsync status "P01/P0100012/Branch Offices EU"`,
    )
    .action((entry: Entry | undefined, flags: StatusFlags) =>
      act((context) => status(entry, flags, context)),
    );
};

const EVERY = 2000;

async function status(entry: Entry | undefined, flags: StatusFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  const all = flags.all === true || entry !== undefined;
  await withCommands(context, 'read', async (commands) => {
    if (options.output === 'json') {
      // Loaded for JSON: its forms take as long to load as all the rest.
      const { statusDocument } = await import('../../report/json/status.ts');
      const { writeJson } = await import('../../report/json/write.ts');
      return writeJson(statusDocument(await read(entry, all, commands), all), (text) => terminal.out(text));
    }
    if (options.output === 'markdown') {
      return terminal.out(statusMarkdown(await read(entry, all, commands), { limit: SMALLEST_LIMIT, all }));
    }
    const show = async () => textOf(await read(entry, all, commands), entry, all, context);
    if (flags.watch) await watch(show, context);
    else await terminal.out(await show());
  });
  return EXIT.done;
}

async function watch(show: () => Promise<string>, { terminal, takeInterrupts }: Context): Promise<void> {
  const signal = takeInterrupts();
  const draw = redrawer({ terminal: terminal.width !== null, height: () => process.stdout.rows ?? 24 });
  while (!signal.aborted) {
    await terminal.out(draw(await show()));
    await pause(EVERY, undefined, { signal }).catch(() => undefined);
  }
}

function textOf(
  known: readonly EntryStatus[],
  entry: Entry | undefined,
  all: boolean,
  context: Context,
): Promise<string> {
  const [only] = known;
  const draw = (text: Text) => (entry && only ? entryStatusText(only, text) : statusText(known, text));
  return drawText(context, draw, { all });
}

async function read(
  entry: Entry | undefined,
  all: boolean,
  commands: Commands,
): Promise<readonly EntryStatus[]> {
  if (!entry) return commands.status(all ? 'all' : []);
  const key = entryKey(entry);
  const known = (await commands.status([key])).filter((found) => found.key === key && isKnown(found));
  if (known.length > 0) return known;
  const message = `the ledger knows no entry ${showEntry(entry)}; dpsync status --all lists those it knows`;
  throw new Failure(COMMAND_ERRORS.noEntry, message);
}

function isKnown({ revision, appliedAt, held, sync }: EntryStatus): boolean {
  return revision !== null || appliedAt !== null || held !== null || sync !== 'Synced';
}
