import type { Entry } from '../model/entry.ts';
import type { ErrorPage } from '../model/error-page.ts';
import type { Hold } from '../model/hold.ts';
import type { Remedy } from '../model/remedy.ts';
import type { SiteJob } from '../model/site/facts.ts';
import { showDuration } from '../model/units/duration.ts';
import { PREFLIGHT_ERRORS } from './errors.ts';
import type { PlanInput } from './input.ts';
import { knownOf, type SiteView, siteNow } from './known.ts';

type Fault = Omit<Hold, 'since'>;

/** The first thing that speaks against a call, in an order that names the cause before its effects. */
export function findFault(
  entry: Entry,
  input: Pick<PlanInput, 'facts' | 'now' | 'guards'>,
): Fault | undefined {
  const known = knownOf(entry, input);
  return groupFault(entry, known) ?? packageFault(entry, known) ?? pairFault(entry, known, input);
}

const held = ({ code }: ErrorPage, message: string, remedy: Remedy, until: number | null = null): Fault => {
  return { by: 'preflight', code, message, until, remedy };
};

function groupFault({ site }: Entry, { group }: SiteView): Fault | undefined {
  // A group that the site was not asked about yet: it is asked before the call.
  if (group === undefined || group.count === 1) return undefined;
  if (group.count > 1) {
    const message = `site ${site} has ${group.count} groups whose names compare alike`;
    return held(PREFLIGHT_ERRORS.severalGroups, message, { kind: 'renameGroup' });
  }
  const message = `group not found at site ${site}: missing, or this account may not see it`;
  return held(PREFLIGHT_ERRORS.noGroup, message, { kind: 'findGroup' });
}

function packageFault({ site, package: id }: Entry, { package: found }: SiteView): Fault | undefined {
  if (found === undefined) return undefined;
  if (found === null) {
    const message = `package ${id} not found at site ${site}: missing, or this account may not see it`;
    return held(PREFLIGHT_ERRORS.noPackage, message, { kind: 'findPackage' });
  }
  if (found.content === 'taskSequence') {
    const message = `package ${id} is a task sequence, which has no content of its own`;
    return held(PREFLIGHT_ERRORS.taskSequence, message, { kind: 'declareReferences' });
  }
  if (found.content === 'none') {
    const message = `package ${id} has no source files: there is nothing to redistribute`;
    return held(PREFLIGHT_ERRORS.noSourceFiles, message, { kind: 'addSourceFiles' });
  }
  return undefined;
}

function pairFault(
  entry: Entry,
  { pair }: SiteView,
  input: Pick<PlanInput, 'facts' | 'now' | 'guards'>,
): Fault | undefined {
  if (pair === undefined) return undefined;
  if (!pair.assigned) {
    const message = `package ${entry.package} is not assigned to the group ${entry.group}`;
    return held(PREFLIGHT_ERRORS.notAssigned, message, { kind: 'assignPackage' });
  }
  return runningFault(entry, pair.running, input);
}

function runningFault(
  entry: Entry,
  running: readonly SiteJob[],
  input: Pick<PlanInput, 'facts' | 'now' | 'guards'>,
): Fault | undefined {
  const { runningFor } = input.guards;
  const begun = Math.max(...running.map(({ createdAt }) => createdAt));
  const age = Math.max(0, siteNow(entry, input) - begun);
  if (age >= runningFor) return undefined;
  const count = new Set(running.map(({ point }) => point)).size;
  const members = count === 1 ? '1 member' : `${count} members`;
  return held(
    PREFLIGHT_ERRORS.running,
    `a distribution of package ${entry.package} to ${members} of the group is under way, begun ${showDuration(age)} ago`,
    { kind: 'wait', for: 'distribution' },
    input.now + runningFor - age,
  );
}
