import { groupKey } from '../../model/entry.ts';
import type { Comparison, Plan } from '../../model/plan.ts';
import { showDuration } from '../../model/units/duration.ts';
import { count } from '../text/layout/count.ts';
import { list } from '../text/layout/list.ts';
import { showMoment } from '../text/layout/moment.ts';
import { isComing, isHeldBack, showCalls } from './coming.ts';
import { groupWarnings } from './warnings.ts';

/** A plan in one sentence: `A merge would redistribute 12 packages to 3 distribution point groups: 96 calls, …`. */
export function planSummary({ entries, comparison }: Plan): string {
  const would = `${comparison ? 'A merge' : 'The next pass'} would redistribute`;
  const coming = entries.filter(isComing);
  if (coming.length === 0) return `${would} nothing.`;
  const packages = new Set(coming.map(({ entry }) => `${entry.site}/${entry.package}`));
  const groups = new Set(coming.map(({ entry }) => `${entry.site}/${groupKey(entry.group)}`));
  const what = `${count(packages.size, 'package')} to ${count(groups.size, 'distribution point group')}`;
  return `${would} ${what}: ${showCalls(coming)}.`;
}

/** For somebody who has never seen a plan. */
const WHAT_IT_MEANS =
  'To redistribute is to send the content of a package, as the site has it, once more to every distribution point of a group: one call for each package and group. A call cannot be taken back.';

/** What it means, what else there is in the plan, and how much of it can be known: a paragraph each. */
export function planNotes(plan: Plan): readonly string[] {
  const meaning = plan.entries.some(isComing) ? WHAT_IT_MEANS : '';
  const basis = plan.comparison ? showBasis(plan.comparison) : '';
  return [meaning, showElse(plan), basis].filter((note) => note !== '');
}

function showElse({ entries, problems, conflicts, warnings }: Plan): string {
  const waiting = entries.filter(({ held }) => held?.by === 'wave').length;
  const held = entries.filter(isHeldBack).length;
  const gone = entries.filter(({ action }) => action === 'forget').length;
  const before = entries.filter(({ cause }) => cause === 'sentBefore').length;
  const sentences = [
    tell(problems.length, 'problem has to be corrected', 'problems have to be corrected'),
    tell(conflicts.length, 'conflict has to be resolved', 'conflicts have to be resolved'),
    tell(waiting, 'call waits for an earlier wave', 'calls wait for an earlier wave'),
    tell(held, 'call is held back', 'calls are held back'),
    tell(groupWarnings(warnings).length, 'warning is worth a look', 'warnings are worth a look'),
    tell(gone, 'entry is no longer declared', 'entries are no longer declared'),
    tell(before, 'revision was sent before', 'revisions were sent before'),
  ];
  return list(sentences, ' ');
}

function tell(amount: number, one: string, many: string): string {
  return amount === 0 ? '' : `${count(amount, one, many)}.`;
}

function showBasis({ basis, facts }: Comparison): string {
  if (facts) {
    const age = facts.age < 1000 ? 'just now' : `${showDuration(facts.age)} ago`;
    return `Sizes, distribution points and what was sent before are as exported at ${showMoment(facts.exportedAt)}, ${age}.`;
  }
  if (basis === 'ledger') return '';
  return 'Only files were compared: what stands in the target branch is taken for sent, and sizes and distribution points are not known.';
}
