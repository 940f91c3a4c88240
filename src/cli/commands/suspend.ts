import { InvalidArgumentError } from 'commander';
import { parseSelector } from '../../model/selection/selector.ts';
import { parseDuration } from '../../model/units/duration.ts';
import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface SuspendFlags {
  readonly until?: number;
  readonly reason?: string;
  readonly evenUnknown?: true;
}

export const define: Define = (command, act) => {
  command
    .argument(
      '[selector]',
      'SITE/PACKAGE/GROUP with *, or label=value; left out: everything',
      selectorText,
      '*',
    )
    .option('--until <time>', 'when it ends by itself: 2026-12-01T06:00:00Z, or 8h from now', untilArgument)
    .option('--even-unknown', 'also where nothing that is declared is meant yet')
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Takes entries out of work. It takes effect before the next call, also of an
apply that is running.

Example:
  dpsync suspend "P01/*/Branch *" --until 8h --reason "line maintenance"`,
    )
    .action((selector: string, flags: SuspendFlags) => act((context) => suspend(selector, flags, context)));
};

async function suspend(selector: string, flags: SuspendFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const until = flags.until ?? null;
    const evenUnknown = flags.evenUnknown === true;
    await commands.suspend({ selector, until, reason: flags.reason ?? null, evenUnknown });
    if (options.output === 'json') {
      return writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    }
    const end = until === null ? `until dpsync resume` : `until ${new Date(until).toISOString()}`;
    await terminal.out(`${selector === '*' ? 'Everything' : selector} is suspended ${end}.\n`);
  });
  return EXIT.done;
}

/** A selector as it was given: it is kept, and shown again. */
export function selectorText(text: string): string {
  if (parseSelector(text)) return text;
  throw new InvalidArgumentError(
    'It is no selector; write an entry with * ("P01/*/Branch *") or label=value.',
  );
}

function untilArgument(text: string): number {
  const duration = parseDuration(text);
  const time = duration === undefined ? Date.parse(text) : Date.now() + duration;
  if (/^\d/.test(text) && time > Date.now()) return time;
  throw new InvalidArgumentError('It is no time to come; write 2026-12-01T06:00:00Z, or 8h.');
}
