// What became of the commits of a source, counted anew each time from the ledger and a plan; neither git nor a site is asked.
import type { Attempt } from '../../model/attempt.ts';
import type { Plan, PlannedEntry } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';
import type { CommitReport } from '../../model/views/commit-report.ts';
import { withSiteHolds } from '../call/site-holds.ts';
import { type Delivery, openDeliveries } from '../follow/health.ts';
import type { Parts } from '../parts.ts';
import { PLAIN, planAt } from '../pass/plan-pass.ts';
import { isPending } from '../pass/run-views.ts';
import { type Followed, makeCommitReport } from './commit-counts.ts';

/** Which commits of a source are told of, beside its newest one and those that are not over. */
interface ReportScope {
  /** The source's name. */
  readonly source: string;
  /** Commits that were told as anything but a success: they are told of until they are one. */
  readonly unsettled: ReadonlySet<string>;
}

/** A run that began so long ago, and is over, is no news any more. */
const NEWS_FOR = 86_400_000;
const MOST_RUNS = 50;

/** The reports of a source's commits: of the newest recorded one first, then of recent ones. None before a first pass. */
export async function readCommitReports(
  { source, unsettled }: ReportScope,
  parts: Parts,
): Promise<readonly CommitReport[]> {
  const { plan } = (await planAt(new Map(), PLAIN, parts)).planned;
  const head = plan.sources.find(({ name }) => name === source)?.commit;
  if (!head) return [];
  const entries = withSiteHolds(plan.entries, await parts.ledger.holds()).filter(
    (entry) => entry.source === source,
  );
  const deliveries = await openDeliveries(parts);
  const commits = new Set([head, ...unsettled]);
  const runs = await findRuns({ source, entries, deliveries, commits }, parts);
  const attempts = await parts.ledger.attemptsOfRuns(runs.map(({ id }) => id));
  const followed = await follow(attempts, deliveries, parts);
  return [...new Set([head, ...runs.map(({ commit }) => commit)])].map((commit) => {
    const ids = new Set(runs.filter((run) => run.commit === commit).map(({ id }) => id));
    return makeCommitReport({
      source,
      commit,
      entries: entries.filter(({ run }) => run !== null && ids.has(run)),
      attempts: attempts.filter(({ run }) => ids.has(run)),
      followed,
      mistakes: commit === head ? countMistakes(plan, source) : 0,
    });
  });
}

function countMistakes({ problems, conflicts }: Plan, name: string): number {
  const isOwn = ({ source }: { readonly source: string }) => source === name;
  return problems.filter(isOwn).length + conflicts.filter(({ declaredAt }) => declaredAt.some(isOwn)).length;
}

interface Wanted {
  readonly source: string;
  readonly entries: readonly PlannedEntry[];
  readonly deliveries: readonly Delivery[];
  readonly commits: ReadonlySet<string>;
}

/** The runs of these commits, those that are not over, and those that began a short while ago; newest first. */
async function findRuns(
  { source, entries, deliveries, commits }: Wanted,
  { ledger, clock }: Parts,
): Promise<readonly Run[]> {
  const called = [...deliveries.map(({ attempt }) => attempt), ...(await ledger.unsettled())];
  const open = new Set([...entries, ...called].flatMap(({ run }) => run ?? []));
  const newest = await ledger.newestRuns(source, MOST_RUNS);
  const known = new Set(newest.map(({ id }) => id));
  const older = await ledger.runs([...open].filter((id) => !known.has(id)));
  const isNews = ({ recordedAt }: Run) => recordedAt >= clock() - NEWS_FOR;
  return [...newest, ...older.filter((run) => run.source === source)]
    .filter((run) => open.has(run.id) || commits.has(run.commit) || isNews(run))
    .sort((one, other) => other.recordedAt - one.recordedAt)
    .slice(0, MOST_RUNS);
}

/** How far the content of the accepted ones is. Where a newer call of the entry took its place, nobody looks any more. */
async function follow(
  attempts: readonly Attempt[],
  deliveries: readonly Delivery[],
  { ledger, clock, times }: Parts,
): Promise<Followed> {
  const accepted = attempts.filter(({ outcome }) => outcome === 'accepted');
  const health = await ledger.health(accepted.map(({ id }) => id));
  const open = new Set(deliveries.map(({ attempt }) => attempt.id));
  const since = clock() - times.health.giveUp;
  const isReplaced = ({ id, startedAt }: Attempt) =>
    isPending(health.get(id)) && !open.has(id) && startedAt >= since;
  return new Map(
    accepted
      .filter((attempt) => !isReplaced(attempt))
      .map(({ id }) => [id, { record: health.get(id) ?? null, open: open.has(id) }]),
  );
}
