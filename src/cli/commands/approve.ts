import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withWorks } from '../with-works.ts';

export const define: Define = (command, act) => {
  command
    .argument('<run>', "a run's id, as plan shows it")
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Lets exactly this set of entries pass its budget. A run that is not recorded yet is planned once, and refused where it changed.

Example:
  dpsync approve 1f0c9a7be5d2 --reason CHG0012345`,
    )
    .action((run: string, flags: { readonly reason?: string }) =>
      act((context) => approve(run, flags.reason, context)),
    );
};

async function approve(id: string, reason: string | undefined, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withWorks(context, 'write', async (works) => {
    const since = Date.now();
    const run = await works.approve(id, reason ?? null);
    if (options.output === 'json') {
      return writeJson(historyDocument(await works.history({ since })), (text) => terminal.out(text));
    }
    await terminal.out(`Run ${run.id} of ${run.source} is approved. dpsync apply makes its calls.\n`);
  });
  return EXIT.done;
}
