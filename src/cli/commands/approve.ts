import { InvalidArgumentError } from 'commander';
import type { Commands } from '../../compose/commands.ts';
import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface ApproveFlags {
  readonly wave?: number;
  readonly reason?: string;
}

export const define: Define = (command, act) => {
  command
    .argument('<run>', "a run's id, as plan shows it")
    .option('--wave <n>', 'let the waves above this one start, whatever became of it', waveArgument)
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Lets exactly this set of entries pass its budget. A run that is not recorded yet
is planned once, and refused where it changed. With --wave it is the waves above
that one that may start, and the budget stays as it is.

Example:
  dpsync approve 1f0c9a7be5d2 --reason CHG0012345`,
    )
    .action((run: string, flags: ApproveFlags) => act((context) => approve(run, flags, context)));
};

async function approve(id: string, { wave, reason = '' }: ApproveFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  await withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const said = await approveOrWaive(id, { wave, reason: reason || null }, commands);
    if (options.output === 'json') {
      return writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    }
    await terminal.out(`${said}. dpsync apply makes its calls.\n`);
  });
  return EXIT.done;
}

async function approveOrWaive(
  id: string,
  { wave, reason }: { readonly wave: number | undefined; readonly reason: string | null },
  commands: Commands,
): Promise<string> {
  if (wave === undefined) {
    const { source } = await commands.approve(id, reason);
    return `Run ${id} of ${source} is approved`;
  }
  await commands.waiveWave({ run: id, wave, reason });
  return `Run ${id} may go on after wave ${wave}`;
}

function waveArgument(text: string): number {
  if (/^-?\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no wave; write a whole number.');
}
