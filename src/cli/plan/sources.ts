import { type Pass, planOf } from '../../compose/commands.ts';
import type { Selector } from '../../model/selection/selector.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode, exitOfPlan } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';
import { tellPlan } from './tell.ts';
import { findUnreachable } from './unreachable.ts';

/** What `plan` is told of the configured sources. */
export interface SourcesFlags {
  readonly all?: true;
  readonly only?: Selector;
  readonly fetch: boolean;
  readonly detailedExitcode?: true;
}

/** Plans the configured sources by the ledger, and tells the plan. */
export async function planSources(flags: SourcesFlags, context: Context): Promise<ExitCode> {
  const pass = await withCommands(context, 'read', (commands) =>
    commands.plan({
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

async function tell(pass: Pass, flags: SourcesFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  const wanted = planOf(pass);
  const all = flags.all === true;
  const unreachable = findUnreachable(pass);
  if (unreachable !== undefined) terminal.error(unreachable);
  if (unreachable === undefined || options.output !== 'json') await tellPlan(wanted, all, context);
  return unreachable === undefined ? exitOfPlan(wanted, flags.detailedExitcode === true) : EXIT.error;
}
