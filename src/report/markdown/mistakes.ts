// What only the people who wrote the files can mend.
import type { Entry } from '../../model/entry.ts';
import type { Place } from '../../model/origin.ts';
import type { Conflict } from '../../model/plan.ts';
import type { Problem, Skipped } from '../../model/problem.ts';
import { number } from '../text/layout/count.ts';
import { type Part, partOf } from './document.ts';
import { entryColumns } from './entry-columns.ts';
import { type Column, tableOf } from './table.ts';

/** Mistakes in the files, each at its line. */
export function problemParts(problems: readonly Problem[]): readonly Part[] {
  const note =
    'Until it is corrected, such a file declares what it declared before; nothing new of it is sent.';
  return partOf(`Problems (${number(problems.length)})`, [note], mistakeTable(problems));
}

/** What is no mistake and worth a look all the same, each at its line. */
export function adviceParts(advice: readonly Problem[]): readonly Part[] {
  return partOf(`Warnings (${number(advice.length)})`, [], mistakeTable(advice));
}

function mistakeTable(mistakes: readonly Problem[]) {
  return tableOf(mistakes, [
    ...placeColumns(mistakes, (mistake) => mistake),
    { head: 'What is wrong, and what to do', text: ({ message }) => message },
    { head: 'Code', text: ({ code }) => code, code: true },
  ]);
}

/** What is declared more than once: a row for each place. */
export function conflictParts(conflicts: readonly Conflict[]): readonly Part[] {
  const rows = conflicts.flatMap(({ entry, declaredAt }) => declaredAt.map((place) => ({ entry, place })));
  const { site, package: id, group } = entryColumns(rows, (row: { readonly entry: Entry }) => row.entry);
  const table = tableOf(rows, [site, id, group, ...placeColumns(rows, ({ place }) => place)]);
  const note = 'Nothing of it is sent until only one of the places declares it.';
  return partOf(`Declared more than once (${number(conflicts.length)})`, [note], table);
}

/** Files that are not read, and why. */
export function skippedParts(skipped: readonly Skipped[]): readonly Part[] {
  const table = tableOf(skipped, [
    { head: 'File', text: ({ file }) => file, code: true },
    { head: 'Why', text: ({ reason }) => reason },
  ]);
  return partOf(`Files that are not read (${number(skipped.length)})`, [], table);
}

/** `file:line`, and the source where there are several. */
function placeColumns<Row>(rows: readonly Row[], placeOf: (row: Row) => Place): readonly Column<Row>[] {
  const several = new Set(rows.map((row) => placeOf(row).source)).size > 1;
  return [
    { head: 'File and line', text: (row) => `${placeOf(row).file}:${placeOf(row).line}`, code: true },
    { head: 'Source', text: (row) => (several ? placeOf(row).source : '') },
  ];
}
