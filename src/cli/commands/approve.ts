import { InvalidArgumentError } from 'commander';
import type { Commands } from '../../compose/commands.ts';
import type { Approval } from '../../model/approval.ts';
import { Failure } from '../../model/failure.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { Selector } from '../../model/selection/selector.ts';
import { historyDocument } from '../../report/json/history.ts';
import { writeJson } from '../../report/json/write.ts';
import { approvalText, showApproval } from '../../report/text/approval.ts';
import { selectorArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { confirm } from '../confirm.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

interface ApproveFlags {
  readonly wave?: number;
  readonly only?: Selector;
  readonly yes?: true;
  readonly reason?: string;
}

export const define: Define = (command, act) => {
  command
    .argument('<run>', "a run's id, as plan shows it")
    .option('--wave <n>', 'let the waves above this one start, whatever became of it', waveArgument)
    .option(
      '--only <selector>',
      'approve these entries of it alone: SITE/PACKAGE/GROUP with *, or label=value',
      selectorArgument,
    )
    .option('--yes', 'do not ask')
    .option('--reason <text>', 'why, for the record')
    .addHelpText(
      'after',
      `
Records that these entries, at the revisions that are shown, may pass the budget
and the age of their run; the rest of it stays held. Nothing is called. On a
terminal it asks first. A run that is not recorded yet is planned once, and
refused where it changed. With --wave it is the waves above that one that may
start, and the budget stays as it is.

Exit codes: 0 approved, 1 error, 4 declined.

Example:
  dpsync approve 1f0c9a7be5d2 --reason CHG0012345`,
    )
    .action((run: string, flags: ApproveFlags) => act((context) => approve(run, flags, context)));
};

async function approve(id: string, flags: ApproveFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  return withCommands(context, 'write', async (commands) => {
    const since = Date.now();
    const said = await approveOrWaive(id, flags, { commands, context });
    if (said === null) {
      terminal.error('Nothing was approved.\n');
      return EXIT.held;
    }
    if (options.output === 'json')
      await writeJson(historyDocument(await commands.history({ since })), (text) => terminal.out(text));
    else await terminal.out(`${said}. dpsync apply makes its calls.\n`);
    return EXIT.done;
  });
}

/** What was said, for people; null where it was declined. */
async function approveOrWaive(
  id: string,
  { wave, only, yes, reason = '' }: ApproveFlags,
  { commands, context }: { readonly commands: Commands; readonly context: Context },
): Promise<string | null> {
  const why = reason || null;
  if (wave !== undefined) {
    if (only)
      throw new Failure(
        COMMAND_ERRORS.waveWithOnly,
        '--wave passes a wave of the whole run: leave --only out',
      );
    await commands.waiveWave({ run: id, wave, reason: why });
    return `Run ${id} may go on after wave ${wave}`;
  }
  const ask = (approval: Approval, entries: readonly PlannedEntry[]) =>
    confirm(
      {
        yes: yes === true,
        draw: (text) => approvalText(approval, entries, text),
        question: 'Approve these? Only "yes" approves them:',
      },
      context,
    );
  const approved = await commands.approve({ run: id, only: only ?? null, reason: why, confirm: ask });
  return approved && `Approved of run ${id} of ${approved.source}: ${showApproval(approved.approval)}`;
}

function waveArgument(text: string): number {
  if (/^-?\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no wave; write a whole number.');
}
