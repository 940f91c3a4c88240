// Whoever redistributes by hand beside dpsync sends every byte twice, and nobody notices: the site's own jobs tell.
import type { Ledger } from '../ledger/ledger.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Entry, PackageId } from '../model/entry.ts';
import type { Point, SiteJob } from '../model/site/facts.ts';
import type { Finding } from '../model/views/finding.ts';
import type { Site } from '../site/site.ts';
import { amount, some } from './amount.ts';
import { ok, warning } from './check.ts';

const HOUR = 3_600_000;
const WINDOW = 24 * HOUR;
/** A call from before the window may have its jobs in it. */
const LEAD = HOUR;
/** The site's times are read to the second. */
const SLACK = 2000;

/** A site, what is declared for it, and what was called. */
export interface Calls {
  readonly site: Site;
  readonly ledger: Ledger;
  readonly entries: readonly Entry[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal | undefined;
}

/** Whether the site has distribution jobs of the last day, of packages that are declared, that no call explains. */
export async function lookForStrangers(subject: string, calls: Calls): Promise<readonly Finding[]> {
  const { site, ledger, entries, now, signal } = calls;
  const packages = [...new Set(entries.map((entry) => entry.package))];
  if (packages.length === 0) return [];
  const since = now - WINDOW - LEAD;
  const [jobs, attempts] = await Promise.all([
    site.readJobs(packages, signal),
    ledger.attemptsOfPackages(site.code, packages, since),
  ]);
  const own = await reachOf(attempts, site, signal);
  const strange = strangeJobs(
    jobs.filter(({ createdAt }) => createdAt >= since + site.clockOffset),
    own,
  ).filter(({ createdAt }) => createdAt >= now - WINDOW + site.clockOffset);
  return [
    strange.length === 0
      ? ok(subject, 'nobody else redistributes what is declared')
      : found(subject, strange),
  ];
}

/** One of our calls: from when on it may have made a job, by the site's clock, and where. */
interface Reach {
  readonly package: PackageId;
  readonly from: number;
  readonly points: ReadonlySet<string>;
}

async function reachOf(
  attempts: readonly Attempt[],
  site: Site,
  signal: AbortSignal | undefined,
): Promise<readonly Reach[]> {
  const groups = [...new Set(attempts.flatMap(({ groupId }) => groupId ?? []))];
  const members =
    groups.length > 0 ? await site.readMembers(groups, signal) : new Map<string, readonly Point[]>();
  return attempts.map(({ entry, startedAt, groupId }) => ({
    package: entry.package,
    from: startedAt + site.clockOffset - SLACK,
    points: new Set((members.get(groupId ?? '') ?? []).map(({ id }) => id)),
  }));
}

/** The jobs that no call explains. A call explains one job at each of its points, and none from before it. */
export function strangeJobs(jobs: readonly SiteJob[], calls: readonly Reach[]): readonly SiteJob[] {
  const callsOf = Map.groupBy(calls, (call) => call.package);
  const places = Map.groupBy(jobs, (job) => `${job.package} ${job.point}`);
  return [...places.values()].flatMap((atOnePlace) => {
    const [first] = atOnePlace;
    if (!first) return [];
    const free = (callsOf.get(first.package) ?? []).filter(({ points }) => points.has(first.point));
    return atOnePlace
      .toSorted((one, other) => one.createdAt - other.createdAt)
      .filter((job) => !takeCall(free, job));
  });
}

/** Takes the first call that may have made the job out of `free`; false where there is none. */
function takeCall(free: Reach[], { createdAt }: SiteJob): boolean {
  const at = free.findIndex(({ from }) => from <= createdAt);
  if (at !== -1) free.splice(at, 1);
  return at !== -1;
}

function found(subject: string, strange: readonly SiteJob[]): Finding {
  const packages = [...Map.groupBy(strange, (job) => job.package)];
  const counts = packages.map(([id, jobs]) => `${id} (${amount(jobs.length, 'job')})`);
  return warning(subject, {
    title: `somebody else distributed ${amount(packages.length, 'declared package')} in the last day`,
    detail: `No call of this ledger explains these distribution jobs: ${some(counts)}.`,
    remedy:
      "Ask who sent them, by the site's audit status messages: a redistribution in the console beside one from git sends every byte twice.",
  });
}
