// Entries that an operator takes out of work for a while: it takes effect before the next intent, of a running apply too.
import { Failure } from '../../model/failure.ts';
import { covers, parseSelector } from '../../model/selection/selector.ts';
import type { Suspension } from '../../model/suspension.ts';
import type { SuspensionView } from '../../plan/plan.ts';
import { RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { refuseUnknown } from './declared-selection.ts';

/** What is suspended now. */
export async function readSuspensions({ ledger, clock }: Parts): Promise<readonly SuspensionView[]> {
  const now = clock();
  return (await ledger.suspensions()).flatMap((suspension) => {
    const parsed = parseSelector(suspension.selector);
    return parsed && (suspension.until === null || suspension.until > now) ? [{ ...suspension, parsed }] : [];
  });
}

/** What is to be suspended. */
export interface SuspendOptions extends Pick<Suspension, 'selector' | 'until' | 'reason'> {
  /** Also where nothing that is declared is meant yet. */
  readonly evenUnknown?: boolean;
}

/** Suspends what the selector means, until a time (milliseconds since 1970) or until it is resumed. */
export async function suspend(
  { selector, until, reason, evenUnknown = false }: SuspendOptions,
  parts: Parts,
): Promise<void> {
  const { ledger, clock, actor } = parts;
  const parsed = parseSelector(selector);
  if (parsed && !evenUnknown) await refuseUnknown(parsed, [], parts);
  const at = clock();
  await ledger.suspend(
    { selector, since: at, until, actor, reason },
    { at, actor, command: 'suspend', target: selector, reason },
  );
}

/** Ends every suspension that the selector covers. Refuses one that is narrower than what it would have to end in part. */
export async function resume(
  selector: string,
  reason: string | null,
  parts: Parts,
): Promise<readonly string[]> {
  const all = await readSuspensions(parts);
  const wanted = parseSelector(selector);
  const isCovered = ({ parsed }: SuspensionView) => wanted !== undefined && covers(wanted, parsed);
  const covered = all.filter(isCovered).map((found) => found.selector);
  const wider = all.find((found) => !isCovered(found) && wanted && covers(found.parsed, wanted));
  if (wider) {
    const remedy = wider.selector === '*' ? 'dpsync resume' : `dpsync resume '${wider.selector}'`;
    throw new Failure(
      RECONCILE_ERRORS.suspendedWider,
      `${selector} is suspended by the wider ${wider.selector}; ${remedy} ends that`,
    );
  }
  if (covered.length === 0) {
    const list = all.length > 0 ? all.map((found) => found.selector).join(', ') : 'nothing';
    throw new Failure(
      RECONCILE_ERRORS.notSuspended,
      `${selector} is not suspended; what is suspended: ${list}`,
    );
  }
  const command = {
    at: parts.clock(),
    actor: parts.actor,
    command: 'resume',
    target: selector,
    reason,
  } as const;
  await parts.ledger.resume(covered, command);
  return covered;
}
