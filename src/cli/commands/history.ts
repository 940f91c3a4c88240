import { InvalidArgumentError } from 'commander';
import type { PackageId } from '../../model/entry.ts';
import { parseDuration } from '../../model/units/duration.ts';
import type { History } from '../../model/views/history.ts';
import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import { historyMarkdown } from '../../report/markdown/history.ts';
import { SMALLEST_LIMIT } from '../../report/markdown/limit.ts';
import { historyText } from '../../report/text/history/history.ts';
import { countArgument, packageArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { drawText } from '../draw-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface HistoryFlags {
  readonly package?: PackageId;
  readonly group?: string;
  readonly since?: number;
  readonly limit?: number;
}

export const define: Define = (command, act) => {
  command
    .option('--package <id>', 'only this package', packageArgument)
    .option('--group <name>', 'only this group')
    .option(
      '--since <time>',
      'only from then on: 2026-11-20, 2026-11-20T22:00:00Z, or 7d for the last seven days',
      sinceArgument,
    )
    .option('--limit <n>', 'at most so many calls, the newest first', countArgument)
    .addHelpText(
      'after',
      `
What was called, by whom and why, and what operators said, newest first.

Example:
  dpsync history --package P0100012 --since 30d`,
    )
    .action((flags: HistoryFlags) => act((context) => history(flags, context)));
};

async function history(flags: HistoryFlags, context: Context): Promise<ExitCode> {
  const found = await withCommands(context, 'read', (commands) => commands.history(flags));
  await tell(found, context);
  return EXIT.done;
}

async function tell(found: History, context: Context): Promise<void> {
  const { terminal, options } = context;
  switch (options.output) {
    case 'json':
      return writeJson(historyDocument(found), (text) => terminal.out(text));
    case 'markdown':
      return terminal.out(historyMarkdown(found, { limit: SMALLEST_LIMIT, verbose: options.verbose }));
    case 'table':
      return terminal.out(await drawText(context, (text) => historyText(found, text)));
  }
}

function sinceArgument(text: string): number {
  const ago = parseDuration(text);
  if (ago !== undefined) return Date.now() - ago;
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new InvalidArgumentError('It is no time; write 2026-11-20, 2026-11-20T22:00:00Z or 7d.');
}
