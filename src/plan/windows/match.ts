import { type Entry, groupKey } from '../../model/entry.ts';
import { readGlob } from '../../model/selection/glob.ts';
import type { WindowSettings } from './form.ts';

/** What a window looks at to know whether it speaks of an entry. */
export interface Labelled {
  readonly entry: Entry;
  readonly labels: readonly (readonly [key: string, value: string])[];
}

/** Says whether a window speaks of an entry: one that fits every key of `match`, and each by one of its names. */
export function matcherOf({ match = {} }: Pick<WindowSettings, 'match'>): (what: Labelled) => boolean {
  const isSite = anyOf(match.sites, (name) => name.toUpperCase());
  const isPackage = anyOf(match.packages, (name) => name.toUpperCase());
  const isGroup = anyOf(match.groups, groupKey);
  const wanted = Object.entries(match.labels ?? {});
  return ({ entry, labels }) =>
    isSite(entry.site) &&
    isPackage(entry.package) &&
    isGroup(entry.group) &&
    wanted.every(([key, value]) => labels.some(([name, own]) => name === key && own === value));
}

/** `fold` makes alike what compares alike. */
function anyOf(globs: readonly string[] | undefined, fold: (name: string) => string) {
  const patterns = globs?.map((glob) => readGlob(fold(glob)));
  return (name: string) => patterns?.some((pattern) => pattern.test(fold(name))) ?? true;
}
