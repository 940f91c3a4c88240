import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';
import { selectorText } from './suspend.ts';

export const define: Define = (command, act) => {
  command
    .argument(
      '[selector]',
      'what was suspended, or a wider selector; left out: everything',
      selectorText,
      '*',
    )
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Ends suspensions. A part of what was suspended cannot be resumed alone.

Example:
  dpsync resume "P01/*/Branch *"`,
    )
    .action((selector: string, flags: { readonly reason?: string }) =>
      act((context) => resume(selector, flags.reason ?? null, context)),
    );
};

async function resume(selector: string, reason: string | null, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const ended = await commands.resume(selector, reason);
    if (options.output === 'json') {
      return writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    }
    for (const one of ended) {
      await terminal.out(`${one === '*' ? 'Everything' : one} is suspended no more.\n`);
    }
  });
  return EXIT.done;
}
