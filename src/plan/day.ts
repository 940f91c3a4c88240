// Many small commits must not add up to what one large one may not send: what leaves a source in 24 hours has a limit too.
import type { PastCall } from '../model/run.ts';
import { showSize } from '../model/units/size.ts';
import { type Case, type DueCase, isDue } from './case.ts';
import { isApproved } from './guards/approved.ts';
import type { DayExcess, GuardContext } from './guards/guard.ts';
import { BEFORE_BUDGET } from './guards/order.ts';
import { bytesOfCall } from './runs.ts';
import type { GuardSettings } from './settings.ts';

/** How long what left counts, in milliseconds. */
export const DAY = 86_400_000;

/** Calls, and what they send; null where nobody knows the size of one. */
interface Load {
  readonly calls: number;
  readonly bytes: number | null;
}

/** The runs whose calls of now their sources may not make within a day, each as a whole, the oldest first. */
export function findOverDay(
  cases: readonly Case[],
  context: Omit<GuardContext, 'overDay'>,
): ReadonlyMap<string, DayExcess> {
  const { guards, sources } = context.input;
  if (guards.maxCallsPerDay === undefined && guards.maxBytesPerDay === undefined) return new Map();
  const whole = { ...context, overDay: new Map() };
  const free = cases.filter(isDue).filter((due) => BEFORE_BUDGET.every((guard) => !guard(due, whole)));
  const bySource = Map.groupBy(free, ({ declared }) => declared.source);
  return new Map(sources.flatMap(({ name }) => [...overIn(name, bySource.get(name) ?? [], whole)]));
}

function overIn(
  source: string,
  free: readonly DueCase[],
  context: GuardContext,
): ReadonlyMap<string, DayExcess> {
  const { input, runs } = context;
  const past = input.days.get(source) ?? [];
  const approved = free.filter((due) => isApproved(due, context));
  const waiting = free.filter((due) => !isApproved(due, context));
  const runOf = ({ subject }: DueCase) => runs.of.get(subject.key)?.run ?? '';
  const byRun = [...Map.groupBy(waiting, runOf)].map(([run, own]) => {
    const since = own.reduce(
      (oldest, { subject }) => Math.min(oldest, runs.of.get(subject.key)?.since ?? 0),
      input.now,
    );
    return { run, since, own: loadOf(own, context) };
  });
  let leaving = loadOf(approved, context);
  const over = new Map<string, DayExcess>();
  for (const { run, own } of byRun.sort((a, b) => a.since - b.since || (a.run < b.run ? -1 : 1))) {
    const excess = excessOfDay({ own, leaving, past }, input.guards);
    if (excess) over.set(run, excess);
    else leaving = sum(leaving, own);
  }
  return over;
}

function loadOf(cases: readonly DueCase[], { input }: GuardContext): Load {
  return cases.reduce<Load>((load, item) => sum(load, { calls: 1, bytes: bytesOfCall(item, input) }), {
    calls: 0,
    bytes: 0,
  });
}

function sum(one: Load, other: Load): Load {
  const bytes = one.bytes === null || other.bytes === null ? null : one.bytes + other.bytes;
  return { calls: one.calls + other.calls, bytes };
}

interface Day {
  /** What the run would send now. */
  readonly own: Load;
  /** What leaves before it. */
  readonly leaving: Load;
  /** What left in the last 24 hours. */
  readonly past: readonly PastCall[];
}

function excessOfDay(day: Day, guards: GuardSettings): DayExcess | undefined {
  const message = messageOf(day, guards);
  if (message === undefined) return undefined;
  return { message, until: findFreeAgain(day, guards) };
}

/** The first moment at which enough of what left is older than a day; null where nothing that left is in the way. */
function findFreeAgain({ own, leaving, past }: Day, guards: GuardSettings): number | null {
  let counted = sum(own, leaving);
  if (isTooMuch(counted, guards)) return null;
  // From the newest back: the first that is too much has to be past, and what is older is past before it.
  for (const { at, bytes } of past.toSorted((a, b) => b.at - a.at)) {
    counted = sum(counted, { calls: 1, bytes });
    if (isTooMuch(counted, guards)) return at + DAY;
  }
  return null;
}

function isTooMuch({ calls, bytes }: Load, { maxCallsPerDay, maxBytesPerDay }: GuardSettings): boolean {
  if (maxCallsPerDay !== undefined && calls > maxCallsPerDay) return true;
  return maxBytesPerDay !== undefined && (bytes === null || bytes > maxBytesPerDay);
}

function messageOf(
  { own, leaving, past }: Day,
  { maxCallsPerDay: calls, maxBytesPerDay: bytes }: GuardSettings,
): string | undefined {
  const before = past.reduce<Load>((load, { bytes: size }) => sum(load, { calls: 1, bytes: size }), leaving);
  const all = sum(before, own);
  if (calls !== undefined && all.calls > calls)
    return `has ${own.calls} calls for now, with ${before.calls} of its source in 24 hours more than maxCallsPerDay (${calls})`;
  if (bytes === undefined) return undefined;
  if (all.bytes === null)
    return `counts calls whose size is not known, and maxBytesPerDay is ${showSize(bytes)}`;
  if (all.bytes <= bytes) return undefined;
  return `sends ${showSize(own.bytes ?? 0)} now, with ${showSize(before.bytes ?? 0)} of its source in 24 hours more than maxBytesPerDay (${showSize(bytes)})`;
}
