import { type EntryKey, groupKey } from './entry.ts';
import { globPattern } from './glob.ts';

/** What `--only` takes: an entry with `*` for any characters, or one label. */
export type Selector =
  | { readonly kind: 'entry'; readonly pattern: RegExp }
  | { readonly kind: 'label'; readonly key: string; readonly value: string };

/** The selector in `SITE/PACKAGE/GROUP` (with `*`) or `label=value`; undefined where the text is neither. */
export function parseSelector(text: string): Selector | undefined {
  const label = /^([^/=]+)=(.*)$/s.exec(text);
  if (label) return { kind: 'label', key: label[1] ?? '', value: label[2] ?? '' };
  const [, place = '', group] = /^([^/]*\/[^/]*\/)?(.*)$/s.exec(text) ?? [];
  if (group === undefined || (place === '' && group !== '*')) return undefined;
  return { kind: 'entry', pattern: globPattern(place.toLowerCase() + groupKey(group)) };
}

/** True where the selector means this entry. */
export function selects(
  selector: Selector,
  key: EntryKey,
  labels: readonly (readonly [key: string, value: string])[],
): boolean {
  if (selector.kind === 'entry') return selector.pattern.test(key.toLowerCase());
  return labels.some(([name, value]) => name === selector.key && value === selector.value);
}
