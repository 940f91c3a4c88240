import { InvalidArgumentError, Option } from 'commander';
import { compareRevisions } from '../../compose/comparison.ts';
import {
  annotationLines,
  findRunner,
  type Given,
  HOST_NAMES,
  isKey,
  type Reviewed,
  type Runner,
  readTarget,
  tellReview,
} from '../../compose/review.ts';
import type { SiteCode } from '../../model/entry.ts';
import { Failure, messageOf } from '../../model/failure.ts';
import { siteArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { type ExitCode, exitOfPlan } from '../exit-code.ts';
import { tellPlan } from '../plan/tell.ts';

interface ReviewFlags extends Given {
  readonly path?: string;
  readonly site?: SiteCode;
  readonly facts?: string;
  readonly key: string;
  readonly link?: string;
  readonly summary?: string;
  readonly caFile?: string;
}

export const define: Define = (command, act) => {
  command
    .option('--site <code>', 'the site of declarations that name none', siteArgument)
    .option('--path <folder>', 'the folder of the repository that declares')
    .option('--facts <file>', 'what dpsync export wrote, where there is no ledger')
    .option('--key <name>', 'tells several comments of one pull request apart', keyArgument, 'dpsync')
    .addOption(new Option('--host <name>', 'where the pull request is').choices(HOST_NAMES))
    .option('--api-url <address>', "the address of the host's API")
    .option('--project <name>', 'owner/repository, a path or id, or project/repository')
    .option('--pull-request <number>', 'its number')
    .option('--base <revision>', 'what the merge goes to')
    .option('--head <revision>', 'the newest commit of the pull request')
    .option('--token-env <name>', 'the variable that holds the token')
    .option('--link <address>', "the job's page, for the status")
    .option('--summary <file>', 'where the plan goes as markdown without a token')
    .option('--ca-file <file>', "PEM of the authority that issued the host's certificate")
    .addHelpText('after', MORE)
    .action((flags: ReviewFlags) => act((context) => review(flags, context)));
};

const MORE = `
In a pipeline of a pull request: plans what the merge would change, and keeps
one comment and one status of it up to date. GitHub Actions, GitLab CI and Azure
Pipelines tell all but the token; every value may be given by its flag instead.
The checkout needs the history of both sides (fetch-depth: 0, GIT_DEPTH: 0).

The token comes from DPSYNC_TOKEN, else from GITHUB_TOKEN, GITLAB_TOKEN or
SYSTEM_ACCESSTOKEN. Without one, as for a fork, the plan goes to the job's
summary. Nothing of the repository is run, and no config is read but the one
that --config names.

Exit codes: 0 done, 1 error, 6 problems or conflicts in the declarations.

Example:
  dpsync review --site P01`;

function keyArgument(text: string): string {
  if (isKey(text)) return text;
  throw new InvalidArgumentError(
    'It is no key; write up to 50 letters, digits, dots, dashes and underscores.',
  );
}

async function review(flags: ReviewFlags, given: Context): Promise<ExitCode> {
  const runner = findRunner(given.terminal.environment);
  try {
    return await reviewOn(runner, flags, given);
  } catch (error) {
    throw sanitizedError(error, runner);
  }
}

async function reviewOn(runner: Runner, flags: ReviewFlags, given: Context): Promise<ExitCode> {
  const context = sanitized(given, runner);
  const { environment, folder } = context.terminal;
  const { key, caFile = null, path, site, facts } = flags;
  const target = readTarget(flags, environment);
  const { base, head } = target;
  const { config } = context.options;
  const compared = { folder, base, head, path, site, config, facts, environment };
  const plan = await compareRevisions({ ...compared, listen: () => undefined });
  await tellPlan(plan, false, context);
  for (const line of annotationLines(plan, runner)) await tellRunner(line, given);
  const summaryFile = flags.summary ?? runner.findSummary(environment, key);
  const link = flags.link ?? runner.findLink(environment);
  const telling = tellReview(plan, target, { key, caFile, summaryFile, link, environment });
  const reviewed = await telling.catch(async (error: unknown) => {
    if (error instanceof Failure && summaryFile !== null) await announce(summaryFile, runner, given);
    throw error;
  });
  if (reviewed === 'summary' && summaryFile !== null) await announce(summaryFile, runner, given);
  if (!context.options.quiet) context.terminal.error(`${SAID[reviewed]}\n`);
  return exitOfPlan(plan, false);
}

const SAID: Readonly<Record<Reviewed, string>> = {
  created: 'Commented on the pull request.',
  updated: 'Brought the comment on the pull request up to date.',
  unchanged: 'The comment on the pull request says this already.',
  none: 'Nothing to tell, so no comment was made.',
  closed: 'The pull request is closed; nothing was written there.',
  outdated: 'A newer commit was pushed meanwhile; its own review tells more, so nothing was written.',
  summary: "There is no token that may write, as for a fork; the plan stands in the job's summary.",
  log: 'There is no token that may write, as for a fork; the plan stands in this log alone.',
};

/** The runner obeys lines of the log, and the plan quotes the repository. A document stays the same, in other letters. */
function sanitized(context: Context, { sanitize }: Runner): Context {
  const { terminal, options } = context;
  const quiet = options.output === 'json' ? (text: string) => text.replaceAll('#', '\\u0023') : sanitize;
  const out = (text: string) => terminal.out(quiet(text));
  return { ...context, terminal: { ...terminal, out, error: (text) => terminal.error(sanitize(text)) } };
}

function sanitizedError(error: unknown, { sanitize }: Runner): unknown {
  if (!(error instanceof Failure)) return error;
  const cause = error.cause === undefined ? undefined : new Error(sanitize(messageOf(error.cause)));
  return new Failure(error, sanitize(error.message), cause);
}

async function announce(summaryFile: string, runner: Runner, context: Context): Promise<void> {
  const line = runner.announceSummary(summaryFile);
  if (line !== null) await tellRunner(line, context);
}

/** Runners read both streams; a document on standard output stays whole. */
async function tellRunner(line: string, { terminal, options }: Context): Promise<void> {
  if (options.output === 'table') await terminal.out(`${line}\n`);
  else terminal.error(`${line}\n`);
}
