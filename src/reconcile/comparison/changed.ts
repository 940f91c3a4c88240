// Which entries a merge would change: everything else stands as it stood, and is not its business.
import type { Declared } from '../../model/declaration.ts';
import type { EntryKey, PackageId } from '../../model/entry.ts';
import type { Checkout } from '../../source/source.ts';
import { type CheckoutReader, declaredIn, readFiles } from './read-files.ts';
import type { Sides } from './sides.ts';

/** Every place that declares one entry, on either side. */
export interface Places {
  readonly key: EntryKey;
  readonly before: readonly Declared[];
  readonly after: readonly Declared[];
}

/** The entries that the files which differ declare. */
export interface Entries {
  readonly changed: readonly Places[];
  /** Their files differ, and they do not. Places in other files are not known. */
  readonly unchanged: readonly Places[];
}

/** Tells what a merge would change from what its files hold besides. */
export function findChanged({ before, after }: Sides): Entries {
  const was = Map.groupBy(before, ({ key }) => key);
  const is = Map.groupBy(after, ({ key }) => key);
  const all = [...new Set([...was.keys(), ...is.keys()])].map((key) => {
    return { key, before: was.get(key) ?? [], after: is.get(key) ?? [] };
  });
  const { changed = [], unchanged = [] } = Object.groupBy(all, kindOf);
  return { changed, unchanged };
}

/** Where it stands, and what the file is called, changes nothing. */
function kindOf({ before, after }: Places): 'changed' | 'unchanged' {
  return meaningOf(before) === meaningOf(after) ? 'unchanged' : 'changed';
}

function meaningOf(places: readonly Declared[]): string {
  const each = places.map(({ digest, wave, suspend, notBefore, notAfter, reason, labels }) =>
    JSON.stringify([digest, wave, suspend, notBefore, notAfter, reason, labels]),
  );
  return each.sort().join('\n');
}

/** The changed entries with their places in files that do not differ: those stand on both sides. */
export async function addElsewhere(
  changed: readonly Places[],
  { paths }: Pick<Sides, 'paths'>,
  { checkout, by }: { readonly checkout: Checkout; readonly by: CheckoutReader },
): Promise<readonly Places[]> {
  const packages = new Set(changed.flatMap(({ before, after }) => packageOf([...after, ...before])));
  if (packages.size === 0) return changed;
  const files = await checkout.naming([...packages], paths);
  const readings = await readFiles(checkout, files, by);
  const found = Map.groupBy(declaredIn(files, { readings, commit: checkout.base }, by), ({ key }) => key);
  return changed.map(({ key, before, after }) => {
    const more = found.get(key) ?? [];
    return { key, before: [...before, ...more], after: [...after, ...more] };
  });
}

function packageOf([first]: readonly Declared[]): readonly PackageId[] {
  return first ? [first.entry.package] : [];
}
