import type { Warning } from '../../model/plan.ts';
import { showDuration } from '../../model/units/duration.ts';
import type { Facts } from '../../model/views/facts.ts';
import { makePlan } from '../../plan/plan.ts';
import { PASS_ERRORS } from '../errors.ts';
import { attemptOf, inputWithoutLedger, type Planning, type SentRecord } from './sent-record.ts';
import { gapsIn, sitesOf } from './sites-of-facts.ts';

/** Facts that are older are warned of, in milliseconds. */
const OLD = 7 * 86_400_000;

/** What was sent, and what the sites showed, when the facts were exported. */
export function recordOfFacts(facts: Facts, planning: Planning): SentRecord {
  const age = Math.max(0, planning.now - facts.exportedAt);
  const attempts = facts.sent.map(attemptOf);
  return {
    basis: 'facts',
    facts: { exportedAt: facts.exportedAt, age },
    async attempts(changed) {
      const keys = new Set(changed.map(({ key }) => key));
      return attempts.filter(({ key }) => keys.has(key));
    },
    elsewhere: async () => [],
    async plan(found) {
      const entries = found.subjects.flatMap(({ declared }) => declared.map(({ entry }) => entry));
      const { plan } = makePlan(inputWithoutLedger(found, planning, sitesOf(facts, entries, attempts)));
      return { ...plan, warnings: [...plan.warnings, ...gapsIn(facts, plan.entries), ...ageWarning(age)] };
    },
  };
}

function ageWarning(age: number): readonly Warning[] {
  if (age <= OLD) return [];
  const message = `the facts are ${showDuration(age)} old, and what was sent since is not known; write them anew with dpsync export`;
  return [{ code: PASS_ERRORS.factsOld.code, message, entry: null }];
}
