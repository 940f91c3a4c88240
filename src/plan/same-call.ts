// Two names may mean one call: what was sent under another name is not sent again, and what is declared twice is a conflict.
import type { Attempt } from '../model/attempt.ts';
import { type Case, isWanted } from './case.ts';
import { isInFlight, isUnknown } from './decide.ts';
import type { PlanInput } from './input.ts';
import { knownOf } from './known.ts';

/** The cases, with what the site shows of their groups: entries that resolve to one pair are compared with each other. */
export function joinSameCalls(cases: readonly Case[], input: PlanInput): readonly Case[] {
  if (input.facts.size === 0) return cases;
  const renamed = cases.map((item) => ({ ...item, decision: renamedDecision(item, input) }));
  const wanted = renamed.filter((item) => isWanted(item) && item.subject.declared.length > 0);
  const byPair = Map.groupBy(wanted, ({ entry }) => knownOf(entry, input).pairKey);
  return renamed.map((item) => {
    const pair = isWanted(item) ? knownOf(item.entry, input).pairKey : undefined;
    const twins = pair === undefined ? [] : (byPair.get(pair) ?? []);
    if (twins.length < 2) return item;
    return { ...item, conflict: true, places: twins.flatMap(({ subject }) => subject.declared) };
  });
}

/** What the table says once the group's id is known: the same pair and revision may stand under another name. */
function renamedDecision({ decision, entry, declared, subject }: Case, input: PlanInput): Case['decision'] {
  if (decision.kind !== 'due') return decision;
  const same = (knownOf(entry, input).pair?.otherNames ?? []).filter(
    ({ key, revision, outcome }: Attempt) =>
      key !== subject.key && revision === declared?.revision && outcome !== 'rejected',
  );
  const held = { kind: 'hold', cause: decision.cause, until: null } as const;
  const inFlight = same.find((attempt) => isInFlight(attempt, input.writer));
  if (inFlight) return { ...held, by: 'inFlight', attempt: inFlight };
  const unknown = same.find((attempt) => isUnknown(attempt, input.writer));
  if (unknown) return { ...held, by: 'unknownOutcome', attempt: unknown };
  return same.length > 0 ? { kind: 'none', cause: 'renamed' } : decision;
}
