import type { Plan } from '../../../model/plan.ts';
import { count } from '../layout/count.ts';

/** What to do next, a sentence for each thing; empty where there is nothing to do. */
export function planNext(plan: Plan): readonly string[] {
  const { redistribute, hold, conflict, problems } = plan.summary;
  const due = redistribute === 1 ? 'this call' : `these ${count(redistribute, 'call')}`;
  const call = plan.comparison ? `A merge would make ${due}.` : `Run \`dpsync apply\` to make ${due}.`;
  const advice = [
    redistribute > 0 ? call : '',
    firstRun(plan),
    conflict > 0 ? 'Keep one declaration of each entry in conflict.' : '',
    problems > 0
      ? `Correct ${problems === 1 ? 'the problem' : 'the problems'}; every other file goes on.`
      : '',
  ].filter((sentence) => sentence !== '');
  return advice.length === 0 && hold > 0
    ? ['Nothing to call now. Each reason above says what ends it.']
    : advice;
}

function firstRun({ entries }: Plan): string {
  const held = entries.filter((planned) => planned.held?.by === 'firstRun');
  if (held.length === 0) return '';
  const sources = [...new Set(held.map(({ source }) => source))].join(' ');
  const amount = count(held.length, 'entry', 'entries');
  return `First run: \`dpsync adopt ${sources}\` records ${amount} as applied and calls nothing; \`dpsync apply --first-run\` makes the calls.`;
}
