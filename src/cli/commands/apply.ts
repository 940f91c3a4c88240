import { type Applied, planOf } from '../../compose/commands.ts';
import { Failure } from '../../model/failure.ts';
import type { Selector } from '../../model/selection/selector.ts';
import { runDocument } from '../../report/json/run.ts';
import { writeJson } from '../../report/json/write.ts';
import { planPreview } from '../../report/text/plan/plan.ts';
import { runText } from '../../report/text/run/run.ts';
import { durationArgument, selectorArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { confirm } from '../confirm.ts';
import { drawText } from '../draw-text.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode, exitOfApply } from '../exit-code.ts';
import { findUnreachable } from '../plan/unreachable.ts';
import { withCommands } from '../with-commands.ts';

interface ApplyFlags {
  readonly firstRun?: true;
  readonly yes?: true;
  readonly approveBudget?: true;
  readonly breakGlass?: true;
  readonly reason?: string;
  readonly only?: Selector;
  readonly fetch: boolean;
  readonly wait?: true;
  readonly timeout?: number;
}

const LONGEST_WAIT = 24 * 3_600_000;

export const define: Define = (command, act) => {
  command
    .option('--first-run', 'call the entries of sources that the ledger sees for the first time')
    .option('--yes', 'do not ask')
    .option('--approve-budget', 'approve what a budget holds: of every run, or of what --only selects')
    .option('--break-glass', 'call also while a window is closed; it needs a --reason')
    .option('--reason <text>', 'with --break-glass: why it cannot wait, for the record')
    .option(
      '--only <selector>',
      'call these entries alone: SITE/PACKAGE/GROUP with *, or label=value',
      selectorArgument,
    )
    .option('--no-fetch', 'apply what the last fetch brought')
    .option(
      '--wait',
      'wait until unknown outcomes are settled and the content arrived; calls the next waves meanwhile',
    )
    .option(
      '--timeout <duration>',
      'with --wait: for how long at the most; 24h if left out',
      durationArgument,
    )
    .addHelpText(
      'after',
      `
One pass: fetch, plan, call what is due and free, record. An entry and revision
is called at most once, for ever.

Exit codes: 0 done, 1 error, 3 some entries rejected, sites not reached or
(--wait) content not delivered, 4 entries held or interrupted, 5 the outcome of
an entry is unknown, 6 problems or conflicts in the declarations.

Example:
  dpsync apply --yes`,
    )
    .action((flags: ApplyFlags) => act((context) => apply(flags, context)));
};

async function apply(flags: ApplyFlags, context: Context): Promise<ExitCode> {
  if (!flags.yes && !context.terminal.ask) {
    throw new Failure(
      COMMAND_ERRORS.nobodyToAsk,
      'nobody can be asked here; say --yes to call without asking',
    );
  }
  const breakGlass = breakGlassOf(flags);
  const signal = context.takeInterrupts('stopping after the calls in flight; Ctrl-C once more ends at once');
  const applied = await withCommands(context, 'write', (commands) =>
    commands.apply({
      fetch: flags.fetch,
      only: flags.only ?? null,
      firstRun: flags.firstRun === true,
      approveBudget: flags.approveBudget === true,
      breakGlass,
      also: [],
      confirm: (plan, approvals) =>
        confirm(
          {
            yes: flags.yes === true,
            draw: (text) => planPreview(plan, text, approvals),
            question: 'Make these calls? Only "yes" makes them:',
          },
          context,
        ),
      signal,
      command: 'apply',
      wait: flags.wait ? (flags.timeout ?? LONGEST_WAIT) : null,
    }),
  );
  return tell(applied, signal.aborted, context);
}

/** Why closed windows are passed; null where they hold. Throws a Failure where only one of the two flags is given. */
function breakGlassOf({ breakGlass, reason }: ApplyFlags): string | null {
  const why = reason?.trim() ?? '';
  if (!breakGlass && reason === undefined) return null;
  if (breakGlass && why !== '') return why;
  throw new Failure(
    COMMAND_ERRORS.reasonMissing,
    '--break-glass and --reason TEXT belong together: say both, or neither',
  );
}

async function tell(
  { report, after, confirmed, undelivered }: Applied,
  interrupted: boolean,
  context: Context,
): Promise<ExitCode> {
  const { terminal, options } = context;
  const unreachable = report.results.length === 0 ? findUnreachable(after) : undefined;
  if (unreachable !== undefined) terminal.error(unreachable);
  if (!confirmed) terminal.error('Nothing was called; what is shown above is still due.\n');
  if (options.output === 'json') {
    if (unreachable === undefined) await writeJson(runDocument(report), (text) => terminal.out(text));
  } else if (confirmed) await terminal.out(await drawText(context, (text) => runText(report, text)));
  if (undelivered > 0) {
    const calls = undelivered === 1 ? '1 call' : `${undelivered} calls`;
    terminal.error(`The content of ${calls} did not arrive everywhere; dpsync status says where.\n`);
  }
  if (unreachable !== undefined) return EXIT.error;
  return exitOfApply(planOf(after), { stopped: !confirmed || interrupted, undelivered });
}
