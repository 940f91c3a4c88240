import type { Declared } from '../../model/declaration.ts';
import { makePlan } from '../../plan/plan.ts';
import { adoptedAs, inputWithoutLedger, type Planning, type SentRecord } from './sent-record.ts';

/**
 * Without a ledger or facts: what the base would have called counts as sent. What the base itself keeps from being
 * called may never have been, so that a merge which frees it is shown as a call: rather one too many than one too few.
 */
export function recordOfBase(planning: Planning): SentRecord {
  return {
    basis: 'base',
    facts: null,
    attempts: async (changed) =>
      changed.flatMap(({ before: [only, ...others] }) =>
        only && others.length === 0 && mayBeCalled(only, planning.now) ? [adoptedAs(only)] : [],
      ),
    elsewhere: async () => [],
    plan: async (found) => makePlan(inputWithoutLedger(found, planning)).plan,
  };
}

function mayBeCalled({ suspend, notBefore, notAfter }: Declared, now: number): boolean {
  return !suspend && (notBefore === null || notBefore <= now) && (notAfter === null || now < notAfter);
}
