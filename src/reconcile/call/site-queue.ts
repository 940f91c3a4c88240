// One site's calls: at most `slots` in flight, each with a durable intent before it and its outcome after it.
import type { LedgerWriter } from '../../ledger/ledger.ts';
import type { Attempt, Conclusion, Intent, RecordedError } from '../../model/attempt.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { selects } from '../../model/selection/selector.ts';
import type { Answer } from '../../model/site/answer.ts';
import type { Snapshot } from '../../model/site/facts.ts';
import { openUntil, windowsAt } from '../../plan/plan.ts';
import { SITE_ERRORS, type Site } from '../../site/site.ts';
import { PASS_ERRORS } from '../errors.ts';
import { readSuspensions } from '../operator/suspend.ts';
import type { Parts } from '../parts.ts';
import { intentOf } from '../pass/intent.ts';

/** An entry to call, and the group that its name stands for. */
export interface Callable {
  readonly entry: PlannedEntry;
  readonly groupId: string;
  /** What the site showed of them before. */
  readonly snapshot: Snapshot | null;
}

/** What became of a queue. `held` is set where the whole site turned out to be unusable. */
export interface SiteQueueResult {
  readonly attempts: readonly Attempt[];
  readonly held: RecordedError | null;
}

/** Asked before each intent by whoever runs beside newer passes. */
export interface CallGate {
  /** False: the queue ends after its calls in flight, because something newer waits. */
  readonly mayGoOn: () => boolean;
  /** False where a newer pass declares the entry otherwise, or not any more. */
  readonly isStillDue: (entry: PlannedEntry) => boolean;
}

interface SiteQueue {
  readonly callGate: CallGate | undefined;
  readonly breakGlass: boolean;
  readonly site: Site;
  readonly writer: LedgerWriter;
  readonly parts: Parts;
  readonly signal: AbortSignal;
  readonly waiting: Callable[];
  readonly attempts: Attempt[];
  held: RecordedError | null;
  rejectedInARow: number;
}

/** What a queue has to do. */
export interface SiteQueueOptions {
  readonly site: Site;
  /** In the order in which they are to be called. */
  readonly calls: readonly Callable[];
  readonly writer: LedgerWriter;
  /** Stops the queue after its calls in flight. */
  readonly signal: AbortSignal;
  /** Told at once where the ledger fails, so that no other call leaves. */
  readonly onBroken: () => void;
  readonly callGate?: CallGate | undefined;
  /** Closed windows hold nothing. */
  readonly breakGlass: boolean;
}

/** Calls entries of one site until all are called, the site is held or the signal stops it. Throws where the ledger fails. */
export async function runSiteQueue(
  { site, calls, writer, signal, onBroken, callGate, breakGlass }: SiteQueueOptions,
  parts: Parts,
): Promise<SiteQueueResult> {
  const queue: SiteQueue = {
    callGate,
    breakGlass,
    site,
    writer,
    parts,
    signal,
    waiting: [...calls],
    attempts: [],
    held: null,
    rejectedInARow: 0,
  };
  const slots = Array.from({ length: Math.min(site.slots, calls.length) }, () =>
    runSlot(queue).catch((error: unknown) => {
      onBroken();
      throw error;
    }),
  );
  const settled = await Promise.allSettled(slots);
  for (const slot of settled) if (slot.status === 'rejected') throw slot.reason;
  return { attempts: queue.attempts, held: queue.held };
}

/** One slot: an outcome and the intent after it are asked for together, so that they can share a commit. */
async function runSlot(queue: SiteQueue): Promise<void> {
  let attempt = await intendNext(queue);
  while (attempt) {
    const answer = await queue.site.redistribute({
      groupId: attempt.groupId ?? '',
      package: attempt.entry.package,
      deadline: attempt.deadline,
    });
    takeNote(queue, answer);
    const [concluded, next] = await Promise.allSettled([
      queue.writer.conclude(conclusionOf(attempt.id, answer, queue.parts.clock())),
      intendNext(queue),
    ]);
    if (concluded.status === 'rejected') {
      if (next.status === 'fulfilled' && next.value) await giveUp(next.value, queue);
      throw concluded.reason;
    }
    queue.attempts.push(concluded.value);
    queue.parts.listen({ type: 'concluded', attempt: concluded.value });
    if (next.status === 'rejected') throw next.reason;
    attempt = next.value;
  }
}

/** Takes an intent back that is durable and never sent: the ledger failed beside it, and nothing more is called. */
async function giveUp({ id }: Attempt, { writer, parts }: SiteQueue): Promise<void> {
  const error = { code: SITE_ERRORS.notSent.code, message: 'the ledger failed before the call was sent' };
  const base = { id, finishedAt: parts.clock(), evidence: null, returnValue: null, error };
  const conclusion: Conclusion = { ...base, outcome: 'rejected', finality: 'transient', counts: false };
  // Where the ledger cannot take that either, the attempt reads as unknown: dark, and safe.
  await writer.conclude(conclusion).catch(() => undefined);
}

async function intendNext(queue: SiteQueue): Promise<Attempt | undefined> {
  const { parts, writer, waiting, signal, callGate, breakGlass } = queue;
  while (!queue.held && !signal.aborted && (callGate?.mayGoOn() ?? true)) {
    const next = waiting.shift();
    if (!next) return undefined;
    if (callGate?.isStillDue(next.entry) === false) continue;
    // an operator command counts at once, and not only at the next pass.
    if (await isSuspended(next.entry, parts)) continue;
    const { entry, groupId, snapshot } = next;
    const now = parts.clock();
    // Its time may be over, or a window closed, since the plan; the next one holds what is left here.
    if (!isInTime(entry, now)) continue;
    if (!breakGlass && windowsAt(parts.guards.windows, now)(entry)) continue;
    const intent = intentOf(entry, { groupId, snapshot, now, actor: parts.actor });
    const deadline = deadlineOf(intent, entry, breakGlass ? undefined : parts.guards.windows);
    const attempt = await writer.intend({ ...intent, deadline });
    if (attempt) {
      parts.listen({ type: 'intended', attempt });
      return attempt;
    }
  }
  return undefined;
}

function isInTime({ leaves: { from, until } }: PlannedEntry, now: number): boolean {
  return (from === null || now >= from) && (until === null || now <= until);
}

/** A process may be paused between its intent and its call: that must not leave after its time, or its window closed. */
function deadlineOf(
  { startedAt, deadline }: Intent,
  entry: PlannedEntry,
  windows: Parts['guards']['windows'],
): number {
  const until = Math.min(deadline, entry.leaves.until ?? deadline);
  return openUntil(windows, entry, { from: startedAt, until });
}

async function isSuspended({ key, labels }: PlannedEntry, parts: Parts): Promise<boolean> {
  const suspensions = await readSuspensions(parts);
  return suspensions.some(({ parsed }) => selects(parsed, key, labels));
}

/** What one answer means for the calls after it. */
function takeNote(queue: SiteQueue, answer: Answer): void {
  if (answer.outcome !== 'rejected') {
    queue.rejectedInARow = 0;
    return;
  }
  queue.rejectedInARow += 1;
  const { maxFailures } = queue.parts.guards;
  if (answer.scope === 'site') queue.held ??= answer.error;
  else if (queue.rejectedInARow >= maxFailures) {
    const message = `${queue.rejectedInARow} calls in a row were rejected (maxFailures), the last one: ${answer.error.message}`;
    queue.held ??= { code: PASS_ERRORS.tooManyRejected.code, message };
  }
}

function conclusionOf(id: number, answer: Answer, finishedAt: number): Conclusion {
  const base = { id, finishedAt, evidence: null };
  switch (answer.outcome) {
    case 'accepted':
      return { ...base, outcome: 'accepted', finality: null, counts: true, returnValue: 0, error: null };
    case 'rejected': {
      const { finality, returnValue, error, scope } = answer;
      return { ...base, outcome: 'rejected', finality, counts: scope === 'entry', returnValue, error };
    }
    case 'unknown':
      return {
        ...base,
        outcome: 'unknown',
        finality: null,
        counts: true,
        returnValue: null,
        error: answer.error,
      };
  }
}
