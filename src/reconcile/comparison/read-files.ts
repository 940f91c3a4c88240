import type { Expand, Reader, Rules } from '../../declare/declare.ts';
import type { Declared, Reading } from '../../model/declaration.ts';
import type { Checkout, TreeFile } from '../../source/source.ts';
import { declaredAt } from '../pass/declared-at.ts';

/** Who reads a checkout, and under which rules. */
export interface CheckoutReader {
  /** What it is called as a source. */
  readonly source: string;
  readonly rules: Rules;
  readonly reader: Reader;
  readonly expand: Expand;
}

/** What each of these files says, by its blob. */
export async function readFiles(
  checkout: Checkout,
  files: readonly TreeFile[],
  { reader }: CheckoutReader,
): Promise<ReadonlyMap<string, Reading>> {
  const blobs = [...new Set(files.map(({ blob }) => blob))];
  const readings = new Map<string, Reading>();
  for await (const { blob, reading } of reader.read(checkout.read(blobs))) readings.set(blob, reading);
  return readings;
}

/** Nobody asked who wrote a file that a merge does not bring. */
const NOBODY = 'unknown';

/** What files declare at a commit; nothing where one has a problem: it is not this change's. */
export function declaredIn(
  files: readonly TreeFile[],
  { readings, commit }: { readonly readings: ReadonlyMap<string, Reading>; readonly commit: string },
  { source, rules, expand }: CheckoutReader,
): readonly Declared[] {
  return files.flatMap(({ path, blob }) => {
    const reading = readings.get(blob);
    const expanded = reading && expand(reading, rules, false);
    if (expanded?.kind !== 'declares') return [];
    const where = { source, file: path, commit, author: NOBODY };
    return expanded.declarations.map((declaration) => declaredAt(declaration, where));
  });
}
