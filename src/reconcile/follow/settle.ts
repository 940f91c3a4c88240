// An unknown outcome is settled by asking the site, never by calling again.
import type { Attempt, Conclusion } from '../../model/attempt.ts';
import type { SiteCode } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import { dueAfter } from '../../model/units/due-after.ts';
import { SITE_ERRORS } from '../../site/site.ts';
import type { Parts } from '../parts.ts';
import { JOBS_COME_WITHIN } from '../times.ts';
import { assess, type Observation, type Verdict } from './evidence.ts';

/** The unknown attempts that it is time to ask about, `after` their call and until `giveUp`. */
export async function unknownToSettle({
  ledger,
  times: { settle },
  clock,
}: Parts): Promise<readonly Attempt[]> {
  const now = clock();
  return (await ledger.unsettled()).filter(({ outcome, startedAt, finishedAt }) => {
    const since = finishedAt ?? startedAt;
    const isTime = now >= dueAfter(since, settle.after, now) && now - since < settle.giveUp;
    return outcome === 'unknown' && isTime;
  });
}

/** Asks the sites about unknown attempts. Gives those that are accepted now; of the rest it is kept why they are not. */
export async function settleUnknown(attempts: readonly Attempt[], parts: Parts): Promise<readonly Attempt[]> {
  const bySite = Map.groupBy(attempts, ({ entry }) => entry.site);
  const settled = await Promise.all([...bySite].map(([site, own]) => settleAtSite(site, own, parts)));
  for (const attempt of settled.flat()) parts.listen({ type: 'settled', attempt });
  return settled.flat();
}

async function settleAtSite(
  code: SiteCode,
  attempts: readonly Attempt[],
  parts: Parts,
): Promise<readonly Attempt[]> {
  let assessOne: (attempt: Attempt) => Verdict;
  try {
    assessOne = await observeSite(code, attempts, parts);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.listen({ type: 'siteHeld', site: code, code: error.code, message: error.message });
    return [];
  }
  const verdicts = attempts.map((attempt) => ({ attempt, verdict: assessOne(attempt) }));
  const open = verdicts.filter(({ verdict }) => !verdict.taken);
  await parts.ledger.noteEvidence(
    open.map(({ attempt, verdict }) => ({ id: attempt.id, evidence: { by: 'site', text: verdict.text } })),
  );
  const taken = verdicts.filter(({ verdict }) => verdict.taken);
  return parts.ledger.settle(
    taken.map(({ attempt, verdict }): Conclusion => {
      const evidence = { by: 'site', text: verdict.text } as const;
      const base = { id: attempt.id, finishedAt: parts.clock(), finality: null, counts: true, error: null };
      return { ...base, outcome: 'accepted', returnValue: null, evidence };
    }),
  );
}

/** Reads all that the site shows of these packages, once, and gives what assesses each attempt. */
async function observeSite(
  code: SiteCode,
  attempts: readonly Attempt[],
  { ledger, sites }: Parts,
): Promise<(attempt: Attempt) => Verdict> {
  const site = sites.find((candidate) => candidate.code === code);
  if (!site) throw new Failure(SITE_ERRORS.wrongSite, `the config has no site ${code} any more`);
  const packages = [...new Set(attempts.map(({ entry }) => entry.package))];
  const since =
    Math.min(...attempts.map(({ snapshot, startedAt }) => snapshot?.takenAt ?? startedAt)) - JOBS_COME_WITHIN;
  const own = await ledger.attemptsOfPackages(code, packages, since);
  const groupIds = [...new Set([...own, ...attempts].flatMap(({ groupId }) => groupId ?? []))];
  const [members, jobs, statuses] = await Promise.all([
    site.readMembers(groupIds),
    site.readJobs(packages),
    site.readStatusOfPackages(packages),
  ]);
  const jobsOf = Map.groupBy(jobs, (job) => job.package);
  const statusesOf = Map.groupBy(statuses, (status) => status.package);
  const ownOf = Map.groupBy(own, ({ entry }) => entry.package);
  return (attempt) => {
    const id = attempt.entry.package;
    const observation: Observation = {
      jobs: jobsOf.get(id) ?? [],
      statuses: statusesOf.get(id) ?? [],
      others: (ownOf.get(id) ?? []).filter((other) => other.id !== attempt.id),
      members,
    };
    return assess(attempt, observation);
  };
}
