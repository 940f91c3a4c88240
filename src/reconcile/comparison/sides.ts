// What the files that differ declare on either side: read once, whichever side holds the text.
import type { Declared, Reading } from '../../model/declaration.ts';
import type { Problem, Skipped } from '../../model/problem.ts';
import type { Checkout, LastChange, TreeFile } from '../../source/source.ts';
import { declaredAt } from '../pass/declared-at.ts';
import { type CheckoutReader, declaredIn, readFiles } from './read-files.ts';

/** What a merge would change, as it is declared. */
export interface Sides {
  readonly before: readonly Declared[];
  /** A file with a problem declares what it did before. */
  readonly after: readonly Declared[];
  /** Those of the files that a merge would bring. */
  readonly problems: readonly Problem[];
  readonly skipped: readonly Skipped[];
  /** Every path that differs. */
  readonly paths: ReadonlySet<string>;
}

/** Reads both sides of what differs. Throws a Failure where git does not do its part. */
export async function readSides(checkout: Checkout, by: CheckoutReader): Promise<Sides> {
  const { before: old, after: brought, skipped } = await checkout.difference();
  // git walks the history while the texts are read.
  const walk = checkout.worktree ? noChanges() : checkout.lastChanges(brought);
  // It may fail before anyone waits for it.
  walk.catch(() => undefined);
  const readings = await readFiles(checkout, [...old, ...brought], by);
  const before = declaredIn(old, { readings, commit: checkout.base }, by);
  const known = { readings, before: Map.groupBy(before, ({ file }) => file), changes: await walk };
  const files = brought.map((file) => readBrought(file, { ...known, head: checkout.head }, by));
  return {
    before,
    after: files.flatMap(({ declared }) => declared),
    problems: files.flatMap(({ problems }) => problems).sort(byPlace),
    skipped: skipped.map((item) => ({ ...item, source: by.source })),
    paths: new Set([...old, ...brought].map(({ path }) => path)),
  };
}

/** What is not committed has no commit of its own. */
async function noChanges(): Promise<ReadonlyMap<string, LastChange>> {
  return new Map();
}

interface ReadSides {
  readonly readings: ReadonlyMap<string, Reading>;
  /** What each file declared at the base. */
  readonly before: ReadonlyMap<string, readonly Declared[]>;
  readonly changes: ReadonlyMap<string, LastChange>;
  readonly head: string;
}

interface BroughtFile {
  readonly declared: readonly Declared[];
  readonly problems: readonly Problem[];
}

function readBrought(
  { path, blob }: TreeFile,
  { readings, before, changes, head }: ReadSides,
  { source, rules, expand }: CheckoutReader,
): BroughtFile {
  const reading = readings.get(blob);
  if (!reading) return { declared: [], problems: [] };
  const earlier = before.get(path) ?? [];
  const expanded = expand(reading, rules, earlier.length > 0);
  if (expanded.kind === 'broken') {
    const problems = expanded.problems.map((problem) => ({ ...problem, source, file: path }));
    return { declared: earlier.map((declared) => ({ ...declared, outdated: true })), problems };
  }
  const { commit, author } = changes.get(path) ?? { commit: head, author: 'unknown' };
  const where = { source, file: path, commit, author };
  return { declared: expanded.declarations.map((one) => declaredAt(one, where)), problems: [] };
}

function byPlace(a: Problem, b: Problem): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
}
