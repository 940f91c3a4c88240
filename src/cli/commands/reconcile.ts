import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface Asked {
  readonly source: string | null;
  readonly reason: string | null;
}

export const define: Define = (command, act) => {
  command
    .argument('[source]', 'its name in the config; left out: every source')
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Asks a running "dpsync run" to look at a source now, and at the sites that are
held. It does not wait for what comes of it.

Example:
  dpsync reconcile content`,
    )
    .action((source: string | undefined, flags: { readonly reason?: string }) =>
      act((context) => reconcile({ source: source ?? null, reason: flags.reason ?? null }, context)),
    );
};

async function reconcile(asked: Asked, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const isHeard = await commands.reconcile(asked);
    if (options.output === 'json') {
      return writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    }
    const what = asked.source === null ? 'Every source' : asked.source;
    const when = isHeard
      ? 'is looked at now'
      : 'is looked at when dpsync run is started: none is running now';
    await terminal.out(`${what} ${when}.\n`);
  });
  return EXIT.done;
}
