import { type Entry, showEntry } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import { showRemedy } from '../../report/remedy.ts';
import { entryArguments } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

export const define: Define = (command, act) => {
  command
    .argument('<entries...>', 'SITE/PACKAGE/GROUP of each', entryArguments)
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Lets entries that failed be called again at the next pass. What is held for
another reason is refused, with its remedy.

Example:
  dpsync retry "P01/P0100012/Branch Offices EU" --reason "rights were given"`,
    )
    .action((entries: readonly Entry[], flags: { readonly reason?: string }) =>
      act((context) => retry(entries, flags.reason ?? null, context)),
    );
};

async function retry(entries: readonly Entry[], reason: string | null, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const refused = await commands.retry(entries, reason);
    if (refused) throw refusalOf(refused);
    if (options.output === 'json') {
      return writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    }
    for (const entry of entries)
      await terminal.out(`${showEntry(entry)} is called again at the next pass.\n`);
  });
  return EXIT.done;
}

function refusalOf({ entry, held }: PlannedEntry): Failure {
  const state = held ? `held (${held.by}): ${showRemedy(held.remedy)}` : 'not failed';
  return new Failure(
    COMMAND_ERRORS.notFailed,
    `${showEntry(entry)} is ${state}; retry is for entries that failed`,
  );
}
