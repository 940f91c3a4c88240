import leven from 'leven';
import { readGlob } from '../../model/selection/glob.ts';
import type { Labelled, Selector } from '../../model/selection/selector.ts';

const MOST_SHOWN = 3;
/** Beyond so many characters nothing is compared, and beyond so many names no other: it is only a hint. */
const LONGEST = 64;
const MOST_COMPARED = 2000;

/** What a selector that means nothing was probably to mean, nearest first: entries, or labels. */
export function nearestTo(selector: Selector, entries: readonly Labelled[]): readonly string[] {
  const names =
    selector.kind === 'entry'
      ? entries.map(({ key }) => key)
      : entries.flatMap(({ labels }) => labels.map(([key, value]) => `${key}=${value}`));
  const wanted = selector.text.split('/');
  const distance =
    selector.kind === 'entry' ? byParts(wanted) : (name: string) => between(selector.text, name);
  return [...new Set(names)]
    .map((name) => ({ name, distance: distance(name) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_SHOWN)
    .map(({ name }) => name);
}

/** Site, package and group are compared each with its own part of the selector; a part that fits is near. */
function byParts([site = '', id = '', ...group]: readonly string[]): (key: string) => number {
  const wanted = [site, id, group.join('/')].map((part) => part.toLowerCase());
  const known = wanted.map(() => new Map<string, number>());
  return (key) => {
    const [ownSite = '', ownId = '', ...ownGroup] = key.toLowerCase().split('/');
    const parts = [ownSite, ownId, ownGroup.join('/')];
    return parts.reduce((sum, part, index) => {
      const distances = known[index] ?? new Map<string, number>();
      const distance =
        distances.get(part) ??
        (distances.size < MOST_COMPARED ? between(wanted[index] ?? '', part) : LONGEST);
      distances.set(part, distance);
      return sum + distance;
    }, 0);
  };
}

function between(pattern: string, name: string): number {
  if (readGlob(pattern).test(name)) return 0;
  return leven(pattern.replaceAll('*', '').slice(0, LONGEST), name.slice(0, LONGEST), {
    maxDistance: LONGEST,
  });
}
