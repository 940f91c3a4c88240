import type { PlannedEntry } from '../../model/plan.ts';
import { count, number } from '../text/layout/count.ts';
import { isComing, showCalls } from './coming.ts';
import { type Part, partOf } from './document.ts';
import { plannedColumns, reasonNotes } from './entry-columns.ts';
import { tableOf } from './table.ts';

// Each has a heading, and a thousand headings would leave no room for what stands below them.
const MOST_WAVES = 20;

/** What would be called, a table for each wave, in their order; what is beyond the first 20 waves is in one table. */
export function callParts(entries: readonly PlannedEntry[]): readonly Part[] {
  const coming = entries.filter(isComing).toSorted((one, other) => one.wave - other.wave);
  const waves = [...Map.groupBy(coming, ({ wave }) => wave)];
  const late = waves.slice(MOST_WAVES);
  const only = waves.length === 1 && waves[0]?.[0] === 0;
  return [
    ...waves
      .slice(0, MOST_WAVES)
      .flatMap(([wave, members]) => callPart(only ? 'To be sent' : `Wave ${wave}`, members)),
    ...callPart(
      `${number(late.length)} later waves`,
      late.flatMap(([, members]) => members),
    ),
  ];
}

function callPart(name: string, members: readonly PlannedEntry[]): readonly Part[] {
  const waves = new Set(members.map(({ wave }) => wave));
  const table = tableOf(members, [
    { head: 'Wave', text: ({ wave }) => (waves.size > 1 ? String(wave) : ''), align: 'right' },
    ...plannedColumns(members),
  ]);
  return partOf(`${name}: ${showCalls(members)}`, [...reasonNotes(members), ...waitNotes(members)], table);
}

/** What the calls of a wave wait for, where all that wait are told the same. */
function waitNotes(members: readonly PlannedEntry[]): readonly string[] {
  const messages = members.flatMap(({ held }) => held?.message ?? []);
  const [first] = messages;
  if (first === undefined) return [];
  const same = messages.every((message) => message === first);
  const waiting = count(messages.length, 'call is not made at once', 'calls are not made at once');
  return [`${waiting}: ${same ? first : 'each waits for a wave below its own'}.`];
}
