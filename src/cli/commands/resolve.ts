import { Option } from 'commander';
import { type Entry, showEntry } from '../../model/entry.ts';
import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import { entryArguments } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface ResolveFlags {
  readonly as: 'accepted' | 'not-sent';
  readonly reason?: string;
}

export const define: Define = (command, act) => {
  command
    .argument('<entries...>', 'SITE/PACKAGE/GROUP of each', entryArguments)
    .addOption(
      new Option('--as <outcome>', 'what the site shows')
        .choices(['accepted', 'not-sent'])
        .makeOptionMandatory(),
    )
    .option('--reason <text>', 'how you know, for the record')
    .addHelpText(
      'after',
      `
Settles an unknown outcome. Look at the site first: after "not-sent" the next
apply calls the entry, and where the site had it after all, every byte is sent
again.

Example:
  dpsync resolve "P01/P0100012/Campus" --as accepted --reason distmgr.log`,
    )
    .action((entries: readonly Entry[], flags: ResolveFlags) =>
      act((context) => resolve(entries, flags, context)),
    );
};

async function resolve(entries: readonly Entry[], flags: ResolveFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const settled = await commands.resolve({ entries, as: flags.as, reason: flags.reason ?? null });
    if (options.output === 'json') {
      return writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    }
    for (const { entry, revision } of settled) {
      await terminal.out(`${showEntry(entry)} revision ${revision}: recorded as ${flags.as}.\n`);
    }
  });
  return EXIT.done;
}
