import { type Pass, planOf } from '../../compose.ts';
import type { Selector } from '../../model/selector.ts';
import { selectorArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode, exitOfPlan } from '../exit-code.ts';
import { tellPlan } from '../tell-plan.ts';
import { findUnreachable } from '../unreachable.ts';
import { withWorks } from '../with-works.ts';

interface PlanFlags {
  readonly all?: true;
  readonly only?: Selector;
  readonly fetch: boolean;
  readonly detailedExitcode?: true;
}

export const define: Define = (command, act) => {
  command
    .option('--all', 'show entries with nothing to do as well')
    .option(
      '--only <selector>',
      'plan these entries alone: SITE/PACKAGE/GROUP with *, or label=value',
      selectorArgument,
    )
    .option('--no-fetch', 'plan what the last fetch brought')
    .option('--detailed-exitcode', 'exit with 2 where there is something to do')
    .addHelpText(
      'after',
      `
Calls nothing and records nothing.

Exit codes: 0 done, 1 error, 6 problems or conflicts in the declarations;
with --detailed-exitcode 2 where the plan is not empty.

Example:
  dpsync plan --only 'P01/*/Branch Offices EU'`,
    )
    .action((flags: PlanFlags) => act((context) => plan(flags, context)));
};

async function plan(flags: PlanFlags, context: Context): Promise<ExitCode> {
  const pass = await withWorks(context, 'read', (works) =>
    works.plan({
      fetch: flags.fetch,
      only: flags.only ?? null,
      firstRun: false,
      approveBudget: false,
      breakGlass: null,
      also: flags.all ? 'all' : [],
    }),
  );
  return tell(pass, flags, context);
}

async function tell(pass: Pass, flags: PlanFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  const wanted = planOf(pass);
  const all = flags.all === true;
  const unreachable = findUnreachable(pass);
  if (unreachable !== undefined) terminal.error(unreachable);
  if (unreachable === undefined || options.output !== 'json') await tellPlan(wanted, all, context);
  return unreachable === undefined ? exitOfPlan(wanted, flags.detailedExitcode === true) : EXIT.error;
}
