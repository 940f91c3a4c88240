import { type Command, Option } from 'commander';
import { selectorArgument, siteArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import type { ComparisonFlags } from '../plan/comparison.ts';
import type { SourcesFlags } from '../plan/sources.ts';

type PlanFlags = SourcesFlags & Partial<ComparisonFlags>;

export const define: Define = (command, act) => {
  command
    .option('--all', 'show entries with nothing to do as well')
    .option(
      '--only <selector>',
      'plan these entries alone: SITE/PACKAGE/GROUP with *, or label=value',
      selectorArgument,
    )
    .option('--no-fetch', 'plan what the last fetch brought')
    .addOption(
      new Option(
        '--base <revision>',
        'show what a merge would change, in a checkout of the content',
      ).conflicts(['only', 'fetch']),
    )
    .option('--head <revision>', 'with --base: what is to be merged (default: what is checked out)')
    .addOption(
      new Option('--worktree', 'with --base: compare the work tree as it lies there').conflicts('head'),
    )
    .option('--path <folder>', 'with --base: the folder of the repository that declares')
    .option('--site <code>', 'with --base: the site of declarations that name none', siteArgument)
    .option('--facts <file>', 'with --base: what dpsync export wrote, where there is no ledger')
    .option('--detailed-exitcode', 'exit with 2 where there is something to do')
    .addHelpText(
      'after',
      `
Calls nothing and records nothing.

With --base, as in dpsync plan --base origin/main, it needs no config, ledger or
site. It reads no config but one that --config names: neither $DPSYNC_CONFIG nor
dpsync.yaml in the working directory. Without a config or facts, what the base
declares is taken for sent.

Exit codes: 0 done, 1 error, 6 problems or conflicts in the declarations;
with --detailed-exitcode 2 where the plan is not empty.

Example:
  dpsync plan --only 'P01/*/Branch Offices EU'`,
    )
    .action((flags: PlanFlags) => {
      if (flags.base === undefined) refuseWithoutBase(command, flags);
      return act((context) => plan(flags, context));
    });
};

const NEED_BASE = ['head', 'worktree', 'path', 'site', 'facts'] as const;

function refuseWithoutBase(command: Command, flags: PlanFlags): void {
  const found = NEED_BASE.find((name) => flags[name] !== undefined);
  if (found !== undefined) command.error(`error: option '--${found}' says something only with --base`);
}

/** Each loads its own: the parts of one take as long to load as the other takes to plan. */
async function plan({ base, ...flags }: PlanFlags, context: Context): Promise<ExitCode> {
  if (base === undefined) return (await import('../plan/sources.ts')).planSources(flags, context);
  return (await import('../plan/comparison.ts')).planComparison({ ...flags, base }, context);
}
