// A warning that is true of a thousand entries is one thing to read.
import type { Warning } from '../../model/plan.ts';
import { number } from './layout/count.ts';
import { line, type Section, title } from './layout/layout.ts';
import { firstOf, restOf } from './layout/long-list.ts';

/** What is worth a look, by code; what several entries share is said once, above them. */
export function warningSection(warnings: readonly Warning[]): Section {
  if (warnings.length === 0) return [];
  const inOrder = warnings.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  const groups = [...Map.groupBy(inOrder, ({ code, message }) => `${code} ${message}`).values()];
  return [
    title(`Warnings (${number(warnings.length)})`),
    ...firstOf(groups).flatMap(warningLines),
    ...restOf(groups, 2),
  ];
}

function warningLines(group: readonly Warning[]): Section {
  const [first] = group;
  if (!first) return [];
  const { code, message } = first;
  const entries = group.flatMap(({ entry }) => entry ?? []);
  const [entry] = entries;
  if (entry !== undefined && entries.length === 1) {
    return [line(`${code} ${entry}: ${message}`, 'change', 2)];
  }
  return [
    line(`${code} ${message}`, 'change', 2),
    ...firstOf(entries).map((name) => line(name, undefined, 4)),
    ...restOf(entries, 4),
  ];
}
