// What holds nothing back and is worth a look before the merge.

import { type Entry, showEntry } from '../model/entry.ts';
import type { PlannedEntry, Warning } from '../model/plan.ts';
import { showDuration } from '../model/units/duration.ts';
import type { Case } from './case.ts';
import { isUnknown } from './decide.ts';
import { WARNINGS } from './errors.ts';
import type { GuardContext } from './guards/guard.ts';
import { showClosed, showWindow } from './guards/window.ts';
import type { PlanInput } from './input.ts';
import { knownOf, type SiteView, siteNow } from './known.ts';
import { overlaps } from './overlaps.ts';
import type { FindClosed } from './windows/windows-at.ts';

/** The warnings of a plan: of single entries, and of entries that reach the same distribution point. */
export function warningsOf(
  cases: readonly Case[],
  entries: readonly PlannedEntry[],
  { input, findClosed }: GuardContext,
): Warning[] {
  const coming = entries.filter(
    ({ action, held }) => action === 'redistribute' || held?.by === 'wave' || held?.by === 'budget',
  );
  return [
    ...(entries.length > 0 ? labelHolds(input) : []),
    ...cases.flatMap((item) => unknownBefore(item, input)),
    ...(input.overrides.breakGlass ? coming.flatMap((item) => passedWindow(item, findClosed)) : []),
    ...coming.flatMap((item) => siteWarnings(item, input)),
    ...overlaps(coming, input),
  ];
}

/** Whoever writes a declaration writes its labels too. */
function labelHolds({ guards, suspensions }: PlanInput): Warning[] {
  const windows = (guards.windows ?? [])
    .filter(({ match }) => Object.keys(match?.labels ?? {}).length > 0)
    .map((window) => `the ${window.kind} window ${showWindow(window)}`);
  const suspended = suspensions
    .filter(({ parsed }) => parsed.kind === 'label')
    .map(({ selector }) => `the suspension of ${selector}`);
  return [...windows, ...suspended].map((what) => ({
    code: WARNINGS.labelHolds.code,
    message: `${what} is matched by a label, which whoever may change a declaration can take away`,
    entry: null,
  }));
}

function unknownBefore({ subject, entry, decision }: Case, input: PlanInput): Warning[] {
  if (decision.kind !== 'due') return [];
  return subject.attempts
    .filter((attempt) => isUnknown(attempt, input.writer))
    .map((attempt) => ({
      code: WARNINGS.earlierUnknown.code,
      message: `nobody knows whether the site has revision ${attempt.revision}; the new revision is a call of its own`,
      entry: showEntry(entry),
    }));
}

function passedWindow(item: PlannedEntry, findClosed: FindClosed): Warning[] {
  const closed = findClosed(item);
  if (!closed) return [];
  const message = `called ${showClosed(closed)}: the glass is broken (--break-glass)`;
  return [{ code: WARNINGS.windowPassed.code, message, entry: showEntry(item.entry) }];
}

function siteWarnings({ entry }: PlannedEntry, input: PlanInput): Warning[] {
  const known = knownOf(entry, input);
  return [oldContent(entry, known), noMembers(entry, known), longRunning(entry, known, input)].filter(
    (warning) => warning !== undefined,
  );
}

function oldContent(entry: Entry, { package: found }: SiteView): Warning | undefined {
  if (found?.sourceChangedAt == null || found.refreshedAt === null) return undefined;
  if (found.sourceChangedAt <= found.refreshedAt) return undefined;
  const message = `the source files of package ${entry.package} changed after the site read them: a redistribution sends the old content; "update distribution points" is probably meant`;
  return { code: WARNINGS.sourceChanged.code, message, entry: showEntry(entry) };
}

function noMembers(entry: Entry, { pair }: SiteView): Warning | undefined {
  if (pair?.members.length !== 0) return undefined;
  const message = `the group ${entry.group} has no members: the call sends nothing`;
  return { code: WARNINGS.noMembers.code, message, entry: showEntry(entry) };
}

/** A younger one would have held the entry. */
function longRunning(entry: Entry, { pair }: SiteView, input: PlanInput): Warning | undefined {
  if (!pair || pair.running.length === 0) return undefined;
  const age = siteNow(entry, input) - Math.min(...pair.running.map(({ createdAt }) => createdAt));
  const message = `a distribution of package ${entry.package} to members of the group is under way, begun ${showDuration(age)} ago: it may be stuck`;
  return { code: WARNINGS.longRunning.code, message, entry: showEntry(entry) };
}
