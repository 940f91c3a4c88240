import { type Entry, type EntryKey, groupKey } from '../entry.ts';
import { exactGlob, type Glob, readGlob } from './glob.ts';

/** An entry that is declared, and by which labels. */
export interface Labelled {
  readonly key: EntryKey;
  readonly labels: readonly (readonly [key: string, value: string])[];
}

/** What `--only` takes: an entry with `*` for any characters, or one label. */
export type Selector = { readonly text: string } & (
  | { readonly kind: 'entry'; readonly glob: Glob }
  | { readonly kind: 'label'; readonly key: string; readonly value: string }
);

/**
 * The selector in `SITE/PACKAGE/GROUP` (with `*`, and `[*]` for a star in a name) or `label=value`; undefined where
 * the text is neither.
 */
export function parseSelector(text: string): Selector | undefined {
  const label = /^([^/=]+)=(.*)$/s.exec(text);
  if (label) return { text, kind: 'label', key: label[1] ?? '', value: label[2] ?? '' };
  const [, place = '', group] = /^([^/]*\/[^/]*\/)?(.*)$/s.exec(text) ?? [];
  if (group === undefined || (place === '' && group !== '*')) return undefined;
  return { text, kind: 'entry', glob: readGlob(place.toLowerCase() + groupKey(group)) };
}

/** The selector that means this entry alone. */
export function selectorOf({ site, package: id, group }: Entry): string {
  return `${site}/${id}/${exactGlob(group)}`;
}

/** True where the selector means this entry. */
export function selects(
  selector: Selector,
  key: EntryKey,
  labels: readonly (readonly [key: string, value: string])[],
): boolean {
  if (selector.kind === 'entry') return selector.glob.test(key.toLowerCase());
  return labels.some(([name, value]) => name === selector.key && value === selector.value);
}

/** True where everything that `narrow` means is meant by `wide`, whatever is declared. */
export function covers(wide: Selector, narrow: Selector): boolean {
  if (wide.kind === 'entry' && wide.glob.covers(readGlob('*'))) return true;
  if (wide.kind === 'entry') return narrow.kind === 'entry' && wide.glob.covers(narrow.glob);
  return narrow.kind === 'label' && wide.key === narrow.key && wide.value === narrow.value;
}
