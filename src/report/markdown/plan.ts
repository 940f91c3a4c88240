// The plan for the people who decide on it: in a pull request, in a change ticket, in a job's summary.
import type { Plan } from '../../model/plan.ts';
import { callParts } from './calls.ts';
import type { Document } from './document.ts';
import { heldParts } from './held.ts';
import { idleParts } from './idle.ts';
import { conflictParts, problemParts, skippedParts } from './mistakes.ts';
import { planFoot } from './plan-foot.ts';
import { planNotes, planSummary } from './plan-summary.ts';
import { printWithin } from './print-within.ts';
import { warningParts } from './warnings.ts';

/**
 * The plan as markdown for GitHub, GitLab and Azure DevOps: what would be sent where and why, what is held, what is wrong
 * in the files. One sentence where there is nothing to tell. Every value of the plan is text, whatever stands in it.
 * `limit`: the most that the host takes, in UTF-16 units, 1,000 or more. `all`: entries with nothing to do as well.
 */
export function planMarkdown(
  plan: Plan,
  { limit, all = false }: { readonly limit: number; readonly all?: boolean },
): string {
  const parts = [
    ...problemParts(plan.problems),
    ...conflictParts(plan.conflicts),
    ...callParts(plan.entries),
    ...heldParts(plan.entries),
    ...warningParts(plan.warnings),
    ...idleParts(plan.entries, all),
    ...skippedParts(plan.skipped),
  ];
  if (parts.length === 0) return `${planSummary(plan)}\n`;
  const document: Document = {
    title: 'Redistribution plan',
    summary: planSummary(plan),
    notes: planNotes(plan),
    parts,
    foot: planFoot(plan),
    command: 'dpsync plan -o json',
  };
  return printWithin(document, limit);
}
