import type { Plan } from '../../../src/model/plan.ts';
import { type PlanDocument, planParts } from '../../../src/report/json/plan.ts';

/** The whole document of a plan, as who reads it has it. */
export function planDocument(plan: Plan, all: boolean): PlanDocument {
  const parts = planParts(plan, all);
  return { ...parts, entries: [...parts.entries] };
}
