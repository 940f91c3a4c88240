import { showEntry } from '../../model/entry.ts';
import { type Place, showPlace } from '../../model/origin.ts';
import type { Conflict } from '../../model/plan.ts';
import type { Problem, Skipped } from '../../model/problem.ts';
import type { Tone } from './layout/colour.ts';
import { number } from './layout/count.ts';
import { line, type Section, title } from './layout/layout.ts';
import { firstOf, restOf } from './layout/long-list.ts';

/** Problems or warnings, each as `file:line:column code message`. */
export function problemSection(name: string, problems: readonly Problem[], tone: Tone): Section {
  const placed = placer(problems);
  return listed(name, problems, (problem) => [
    line(`${placed(problem)} ${problem.code} ${problem.message}`, tone, 2),
  ]);
}

/** Entries that are declared more than once, with every place. */
export function conflictSection(conflicts: readonly Conflict[]): Section {
  const placed = placer(conflicts.flatMap(({ declaredAt }) => declaredAt));
  return listed('Conflicts', conflicts, ({ entry, declaredAt }) => [
    line(`${showEntry(entry)} is declared ${declaredAt.length} times; keep one of`, 'bad', 2),
    ...declaredAt.map((place) => line(placed(place), undefined, 4)),
  ]);
}

/** How places are shown: with the source only where there are several. */
function placer(places: readonly Place[]): (place: Place) => string {
  const several = new Set(places.map(({ source }) => source)).size > 1;
  return (place) => (several ? `${showPlace(place)} (${place.source})` : showPlace(place));
}

/** Files that are not read. */
export function skippedSection(skipped: readonly Skipped[]): Section {
  return listed('Skipped', skipped, ({ file, reason }) => [line(`${file}: ${reason}`, 'faint', 2)]);
}

/** A heading with the count, and the first items; nothing where there are none. */
export function listed<Item>(name: string, items: readonly Item[], show: (item: Item) => Section): Section {
  if (items.length === 0) return [];
  return [title(`${name} (${number(items.length)})`), ...firstOf(items).flatMap(show), ...restOf(items, 2)];
}
