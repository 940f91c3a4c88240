// A warning that is true of a thousand entries is one thing to read.
import type { Warning } from '../../model/plan.ts';
import { number } from '../text/layout/count.ts';
import { list } from '../text/layout/list.ts';
import { type Part, partOf } from './document.ts';
import { tableOf } from './table.ts';

const MOST_NAMES = 3;

/** What holds nothing back and is worth a look before the merge: a row for what several entries share. */
export function warningParts(warnings: readonly Warning[]): readonly Part[] {
  const groups = groupWarnings(warnings);
  const table = tableOf(groups, [
    { head: 'What to look at', text: ({ message }) => message },
    { head: 'Where', text: ({ entries }) => nameSome(entries) },
    { head: 'Code', text: ({ code }) => code, code: true },
  ]);
  return partOf(`Warnings (${number(groups.length)})`, [], table);
}

/** What one or more warnings say. */
interface WarningGroup {
  readonly code: string;
  readonly message: string;
  readonly entries: readonly string[];
}

/** The warnings, each thing that is said once. */
export function groupWarnings(warnings: readonly Warning[]): readonly WarningGroup[] {
  const groups = Map.groupBy(warnings, ({ code, message }) => `${code} ${message}`);
  return [...groups.values()].flatMap((group) => {
    const entries = group.flatMap(({ entry }) => entry ?? []);
    return group.slice(0, 1).map(({ code, message }) => ({ code, message, entries }));
  });
}

function nameSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return list([...names.slice(0, MOST_NAMES), more > 0 ? `and ${number(more)} more` : '']);
}
