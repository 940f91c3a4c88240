import type { Expand, Reader, Rules } from '../../declare/declare.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { EntryKey } from '../../model/entry.ts';
import type { Place } from '../../model/origin.ts';
import type { Conflict } from '../../model/plan.ts';
import type { Problem, Skipped } from '../../model/problem.ts';
import type { Validation } from '../../model/views/validation.ts';
import type { Source, TreeChange } from '../../source/source.ts';

/** A tree to check: a folder's, or a source's at one commit. */
interface Checked {
  readonly name: string;
  readonly tree: TreeChange;
  readonly read: Source['read'];
  readonly rules: Rules;
}

type Declaring = Declaration & Place;

/** Checks what trees declare. Needs no site and no ledger. */
export async function validate(
  trees: readonly Checked[],
  parts: { readonly reader: Reader; readonly expand: Expand },
): Promise<Validation> {
  const declared: Declaring[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const skipped: Skipped[] = [];
  let foreign = 0;
  for (const { name, tree, read, rules } of trees) {
    skipped.push(...tree.skipped.map((item) => ({ ...item, source: name })));
    const byBlob = Map.groupBy(tree.files, ({ blob }) => blob);
    for await (const { blob, reading } of parts.reader.read(read([...byBlob.keys()]))) {
      const expanded = parts.expand(reading, rules, false);
      for (const { path } of byBlob.get(blob) ?? []) {
        const where = { source: name, file: path };
        warnings.push(...reading.warnings.map((warning) => ({ ...warning, ...where })));
        if (expanded.kind === 'broken')
          problems.push(...expanded.problems.map((found) => ({ ...found, ...where })));
        else {
          foreign += expanded.foreign;
          declared.push(...expanded.declarations.map((declaration) => ({ ...declaration, ...where })));
        }
      }
    }
  }
  const count = (list: readonly { readonly tree: TreeChange }[]) =>
    list.reduce((sum, { tree }) => sum + tree.files.length, 0);
  const byKey = Map.groupBy(declared, ({ key }) => key);
  return {
    files: count(trees),
    entries: byKey.size,
    foreign,
    problems: problems.sort(byPlace),
    conflicts: conflictsIn(byKey),
    warnings: warnings.sort(byPlace),
    skipped,
  };
}

function conflictsIn(byKey: ReadonlyMap<EntryKey, readonly Declaring[]>): Conflict[] {
  return [...byKey].flatMap(([key, places]) => {
    const [first] = places;
    if (!first || places.length < 2) return [];
    return [{ key, entry: first.entry, declaredAt: [...places].sort(byPlace) }];
  });
}

function byPlace(a: Place, b: Place): number {
  return compare(a.source, b.source) || compare(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
