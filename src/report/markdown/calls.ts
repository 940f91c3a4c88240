import type { PlannedEntry } from '../../model/plan.ts';
import { count } from '../text/count.ts';
import { isComing, showCalls } from './coming.ts';
import { type Part, partOf } from './document.ts';
import { plannedColumns, reasonNotes } from './entry-columns.ts';
import { tableOf } from './table.ts';

/** What would be called, a table for each wave, in their order. */
export function callParts(entries: readonly PlannedEntry[]): readonly Part[] {
  const waves = [...Map.groupBy(entries.filter(isComing), ({ wave }) => wave)];
  return waves
    .toSorted(([one], [other]) => one - other)
    .flatMap(([wave, members]) => {
      const name = waves.length === 1 && wave === 0 ? 'To be sent' : `Wave ${wave}`;
      return partOf(
        `${name}: ${showCalls(members)}`,
        [...reasonNotes(members), ...waitNotes(members)],
        tableOf(members, plannedColumns(members)),
      );
    });
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
