// Whether the site took a call whose answer was lost: asked of what the site shows, and never settled by a second call.
// A wrong "taken" leaves content undelivered and believed delivered; so whatever could be somebody else's is no evidence.
import type { Attempt } from '../../model/attempt.ts';
import type { Point, PointStatus, SiteJob, Snapshot } from '../../model/site/facts.ts';
import { type Reach, reachesOf } from '../../model/site/reach.ts';
import { JOBS_COME_WITHIN } from '../times.ts';

/** What the site shows of one package, and who else of ours called it. */
export interface Observation {
  /** Every job of the package that the site still shows. */
  readonly jobs: readonly SiteJob[];
  /** The newest status of the package at every distribution point. */
  readonly statuses: readonly PointStatus[];
  /** Our other attempts of the package that the site took or may have taken. */
  readonly others: readonly Attempt[];
  /** The members of each group that we called for the package, by its GUID. */
  readonly members: ReadonlyMap<string, readonly Point[]>;
}

/** `taken`: nothing else explains what the site shows. Else why it stays unknown. */
export interface Verdict {
  readonly taken: boolean;
  readonly text: string;
}

/** An unknown attempt with everything it is assessed by. */
interface Question {
  readonly snapshot: Snapshot;
  readonly observation: Observation;
  readonly own: Reach;
  /** Our other calls that may explain something new. */
  readonly others: readonly Reach[];
  /** The members that a redistribution reaches. */
  readonly reached: readonly string[];
  /** How many new jobs there are at each distribution point. */
  readonly jobs: ReadonlyMap<string, number>;
  /** The time of each distribution point's newest status. */
  readonly newest: ReadonlyMap<string, number>;
}

/** What speaks for and against the call at one distribution point. */
type Sign = 'seen' | 'notSeen' | 'shared' | 'tooMany';

/** Assesses one unknown attempt. */
export function assess(attempt: Attempt, observation: Observation): Verdict {
  const { snapshot } = attempt;
  if (!snapshot) return open('nothing was noted of the site before the call');
  const reached = (groupId: string) => takingPart(observation.members.get(groupId) ?? []);
  const [own, ...all] = reachesOf([attempt, ...observation.others], reached, snapshot.clockOffset);
  if (!own || own.points.size === 0)
    return open('the group has no member that a redistribution reaches: there is nothing to see');
  const others = all.filter(
    ({ attempt: { id, startedAt } }) =>
      id !== attempt.id &&
      startedAt >= snapshot.takenAt - JOBS_COME_WITHIN &&
      startedAt + snapshot.clockOffset <= own.until,
  );
  const asked = { snapshot, observation, own, others, reached: [...own.points] };
  const question = { ...asked, jobs: freshJobs(asked), newest: newestTimes(observation) };
  return question.jobs.size > 0 ? assessByJobs(question) : assessByStatus(question);
}

function open(text: string): Verdict {
  return { taken: false, text };
}

function takingPart(points: readonly Point[]): readonly Point[] {
  return points.filter(({ onSiteServer }) => !onSiteServer);
}

function freshJobs({
  observation,
  snapshot,
  own,
}: Pick<Question, 'observation' | 'snapshot' | 'own'>): Map<string, number> {
  const known = new Set(snapshot.jobs);
  const fresh = new Map<string, number>();
  for (const { id, point, sendsAll, createdAt } of observation.jobs) {
    if (!sendsAll || known.has(id) || createdAt < own.from || createdAt > own.until) continue;
    fresh.set(point, (fresh.get(point) ?? 0) + 1);
  }
  return fresh;
}

function newestTimes({ statuses }: Observation): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { point, at } of statuses) newest.set(point, Math.max(at, newest.get(point) ?? 0));
  return newest;
}

function assessByJobs(question: Question): Verdict {
  const { reached, jobs } = question;
  const stray = [...jobs.keys()].find(
    (point) => !reached.includes(point) && left(question, point) > doubtful(question, point).length,
  );
  if (stray !== undefined)
    return open(`somebody else redistributes this package: there is a new job for ${stray} too`);
  const signs = reached.map((point) => signOf(question, point));
  const tally = (sign: Sign) => signs.filter((found) => found === sign).length;
  if (tally('tooMany') > 0)
    return open('there are more new jobs than calls of ours: somebody else redistributes this package');
  if (tally('notSeen') > 0)
    return open(`no new job at ${tally('notSeen')} of ${reached.length} distribution points so far`);
  if (tally('shared') > 0)
    return open(
      `the new job at ${tally('shared')} of ${reached.length} distribution points may as well be that of another call whose outcome is unknown`,
    );
  return {
    taken: true,
    text: `new distribution jobs at all ${reached.length} distribution points, which no other call explains`,
  };
}

function signOf(question: Question, point: string): Sign {
  const jobs = left(question, point);
  const others = doubtful(question, point).length;
  if (jobs <= 0) return 'notSeen';
  if (jobs > 1 + others) return 'tooMany';
  return jobs === 1 + others ? 'seen' : 'shared';
}

/** How many new jobs at a point no accepted call of ours explains. */
function left(question: Question, point: string): number {
  return (question.jobs.get(point) ?? 0) - explained(question, point).length;
}

/** Our other calls that the site surely took, and whose job at this point was not there yet before this call. */
function explained(question: Question, point: string): readonly Reach[] {
  return reaching(question, point).filter(
    (other) => other.attempt.outcome === 'accepted' && !wasShown(question, other, point),
  );
}

/** Our other calls that the site may have taken as well. */
function doubtful(question: Question, point: string): readonly Reach[] {
  return reaching(question, point).filter(
    (other) =>
      (other.attempt.outcome === 'unknown' || other.attempt.outcome === 'open') &&
      mayHaveCome(question, other),
  );
}

/** False where a point that the other call reaches shows nothing of it: no job is left for it, and no newer status. */
function mayHaveCome(question: Question, { from, points }: Reach): boolean {
  return [...points].every((point) => left(question, point) > 0 || (question.newest.get(point) ?? 0) >= from);
}

function reaching({ others }: Question, point: string): readonly Reach[] {
  return others.filter(({ points }) => points.has(point));
}

/** True where the job of an earlier call stood in the snapshot already, and so explains no new one. */
function wasShown({ observation, snapshot }: Question, { attempt, from }: Reach, point: string): boolean {
  const known = new Set(snapshot.jobs);
  return (
    attempt.startedAt <= snapshot.takenAt &&
    observation.jobs.some((job) => job.point === point && known.has(job.id) && job.createdAt >= from)
  );
}

/** Jobs are gone once they are done; a newer status stays. It cannot be counted, so nothing else of ours may explain it. */
function assessByStatus(question: Question): Verdict {
  const { snapshot, own, reached, newest } = question;
  if (snapshot.jobs.length > 0)
    return open('no new job so far, and a newer status may be that of what was under way before the call');
  const at = (point: string) => newest.get(point) ?? 0;
  const isNew = (point: string) => at(point) > Math.max(snapshot.points[point] ?? 0, own.from);
  const isOurs = (point: string) => reaching(question, point).length > 0;
  const stray = [...newest.keys()].find(
    (point) => !reached.includes(point) && isNew(point) && !isOurs(point),
  );
  if (stray !== undefined)
    return open(`somebody else redistributes this package: ${stray} has a newer status too`);
  const silent = reached.filter((point) => !isNew(point)).length;
  if (silent > 0) return open(`no newer status at ${silent} of ${reached.length} distribution points so far`);
  if (reached.some(isOurs))
    return open('other calls of ours reach some of these distribution points as well');
  if (reached.some((point) => at(point) > own.until))
    return open('the newer status came too long after the call to be surely its');
  return {
    taken: true,
    text: `a newer status at all ${reached.length} distribution points, which no other call explains`,
  };
}
