// A plan may have a hundred thousand entries: the summary and what to do next must stay on the screen.
import { number } from './count.ts';
import { line, type Section } from './layout.ts';

const MOST = 200;

/** The first 200 items: what of a long list is shown. */
export function firstOf<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice(0, MOST);
}

/** How many items are not shown; nothing where all are. */
export function restOf(items: readonly unknown[], indent: number): Section {
  const missing = items.length - MOST;
  return missing > 0 ? [line(`… and ${number(missing)} more; -o json shows all.`, 'faint', indent)] : [];
}
