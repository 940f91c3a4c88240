import { compareRevisions } from '../../compose/comparison.ts';
import type { SiteCode } from '../../model/entry.ts';
import type { Context } from '../command.ts';
import { type ExitCode, exitOfPlan } from '../exit-code.ts';
import { tellPlan } from './tell.ts';

/** What `plan --base` is told. */
export interface ComparisonFlags {
  readonly base: string;
  readonly head?: string;
  readonly worktree?: true;
  readonly path?: string;
  readonly site?: SiteCode;
  readonly facts?: string;
  readonly all?: true;
  readonly detailedExitcode?: true;
}

/** Plans what a merge would change in the checkout of the working directory, and tells the plan. */
export async function planComparison(flags: ComparisonFlags, context: Context): Promise<ExitCode> {
  const { all = false, detailedExitcode = false, ...compared } = flags;
  const { folder, environment } = context.terminal;
  // As --config named it: $DPSYNC_CONFIG and the working directory may be the content's own.
  const { config } = context.options;
  const plan = await compareRevisions({ ...compared, folder, config, environment, listen: () => undefined });
  await tellPlan(plan, all, context);
  return exitOfPlan(plan, detailedExitcode);
}
