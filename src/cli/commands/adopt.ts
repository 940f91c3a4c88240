import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import { showCommit } from '../../report/text/commit.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface AdoptFlags {
  readonly commit?: string;
  readonly reason?: string;
}

export const define: Define = (command, act) => {
  command
    .argument('[sources...]', 'names of sources; left out: every one on its first run')
    .option('--commit <sha>', 'take the declarations of this commit as applied')
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Records every due entry of a source on its first run as applied, and calls
nothing: what is declared from then on is called.

Example:
  dpsync adopt content --reason "content was distributed by hand last week"`,
    )
    .action((sources: readonly string[], flags: AdoptFlags) =>
      act((context) => adopt(sources, flags, context)),
    );
};

async function adopt(sources: readonly string[], flags: AdoptFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const adopted = await commands.adopt({
      sources,
      commit: flags.commit ?? null,
      reason: flags.reason ?? null,
    });
    if (options.output === 'json') {
      return writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    }
    for (const { name, commit, entries } of adopted.sources) {
      const things = entries === 1 ? '1 entry' : `${entries} entries`;
      await terminal.out(
        `${name}: recorded ${things} as applied at commit ${showCommit(commit)}. Nothing was called.\n`,
      );
    }
    if (!options.quiet) await terminal.out('What changes from now on is called by dpsync apply.\n');
  });
  return EXIT.done;
}
