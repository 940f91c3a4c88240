import type { Plan } from '../../../model/plan.ts';
import { count, number } from '../layout/count.ts';
import { list } from '../layout/list.ts';
import { showTotal } from './cost.ts';

/** A plan in one line: `Plan: 12 to redistribute (38.0 GB to 240 DPs), 2 held, 41 unchanged, 1 problem.` */
export function planSummary(plan: Plan): string {
  const { redistribute, hold, none, forget, conflict, problems } = plan.summary;
  const suspended = plan.entries.filter(({ held }) => held?.by === 'suspended').length;
  const wrong = [
    conflict > 0 ? count(conflict, 'conflict') : '',
    problems > 0 ? count(problems, 'problem') : '',
  ];
  if (redistribute === 0 && forget === 0 && hold === suspended && wrong.every((part) => part === '')) {
    return plan.comparison ? NO_CHANGES : noChanges(none, suspended);
  }
  const total = showTotal(plan.entries.filter(({ action }) => action === 'redistribute'));
  const parts = [
    `${number(redistribute)} to redistribute${total === '' ? '' : ` (${total})`}`,
    hold > 0 ? `${number(hold)} held` : '',
    forget > 0 ? `${number(forget)} to forget` : '',
    none > 0 ? `${number(none)} unchanged` : '',
    ...wrong,
  ];
  return `Plan: ${list(parts)}.`;
}

const NO_CHANGES = 'No changes. A merge would call nothing.';

function noChanges(none: number, suspended: number): string {
  if (none === 0 && suspended === 0) return 'No changes. Nothing is due.';
  if (suspended === 0) return `No changes. All that is declared is applied: ${number(none)} unchanged.`;
  return `No changes. ${number(none)} unchanged, ${number(suspended)} suspended.`;
}
