// Whoever redistributes by hand beside dpsync sends every byte twice, and nobody notices: the site's own jobs tell.
import type { Ledger } from '../ledger/ledger.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Entry } from '../model/entry.ts';
import type { Point, SiteJob } from '../model/site/facts.ts';
import { MADE_WITHIN, type Reach, reachesOf, unexplainedJobs } from '../model/site/reach.ts';
import type { Finding } from '../model/views/finding.ts';
import type { Site } from '../site/site.ts';
import { amount, some } from './amount.ts';
import { ok, warning } from './check.ts';

const WINDOW = 24 * 3_600_000;

/** A site, what is declared for it, and what was called. */
interface Calls {
  readonly site: Site;
  readonly ledger: Ledger;
  readonly entries: readonly Entry[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal | undefined;
}

/** Whether the site has distribution jobs of the last day, of packages that are declared, that no call explains. */
export async function checkJobs(subject: string, calls: Calls): Promise<readonly Finding[]> {
  const { site, ledger, entries, now, signal } = calls;
  const packages = [...new Set(entries.map((entry) => entry.package))];
  if (packages.length === 0) return [];
  // A call from before the window may have its jobs in it.
  const since = now - WINDOW - MADE_WITHIN;
  const [jobs, attempts] = await Promise.all([
    site.readJobs(packages, signal),
    ledger.attemptsOfPackages(site.code, packages, since),
  ]);
  const own = await askReaches(attempts, site, signal);
  const unexplained = unexplainedJobs(
    jobs.filter(({ createdAt }) => createdAt >= since + site.clockOffset),
    own,
  ).filter(({ createdAt }) => createdAt >= now - WINDOW + site.clockOffset);
  return [
    unexplained.length === 0
      ? ok(subject, 'nobody else redistributes what is declared')
      : found(subject, unexplained),
  ];
}

async function askReaches(
  attempts: readonly Attempt[],
  site: Site,
  signal: AbortSignal | undefined,
): Promise<readonly Reach[]> {
  const groups = [...new Set(attempts.flatMap(({ groupId }) => groupId ?? []))];
  const members =
    groups.length > 0 ? await site.readMembers(groups, signal) : new Map<string, readonly Point[]>();
  return reachesOf(attempts, (groupId) => members.get(groupId) ?? [], site.clockOffset);
}

function found(subject: string, unexplained: readonly SiteJob[]): Finding {
  const packages = [...Map.groupBy(unexplained, (job) => job.package)];
  const counts = packages.map(([id, jobs]) => `${id} (${amount(jobs.length, 'job')})`);
  return warning(subject, {
    title: `somebody else distributed ${amount(packages.length, 'declared package')} in the last day`,
    detail: `No call of this ledger explains these distribution jobs: ${some(counts)}.`,
    remedy:
      "Ask who sent them, by the site's audit status messages: a redistribution in the console beside one from git sends every byte twice.",
  });
}
