// Gathers everything that is known of the entries that a pass has to decide on, and of no others.
import type { DeclarationRecord, PendingEntry } from '../../ledger/ledger.ts';
import type { Attempt } from '../../model/attempt.ts';
import type { Declared } from '../../model/declaration.ts';
import type { EntryKey } from '../../model/entry.ts';
import type { Subject } from '../../plan/plan.ts';
import type { Parts } from '../parts.ts';
import type { SourceDiff } from './diff.ts';
import { isTrusted, openJudge } from './trust.ts';

/** Which entries a pass decides on: what the diffs changed, what is still due, and `also`. */
interface Scope {
  readonly diffs: readonly SourceDiff[];
  readonly also: readonly EntryKey[];
  /** The names of the sources whose head is not verified. */
  readonly unverified: ReadonlySet<string>;
}

/** Gathers the subjects of a pass. */
export async function gatherSubjects(
  { diffs, also, unverified }: Scope,
  parts: Parts,
): Promise<readonly Subject[]> {
  const names = new Map(parts.sources.map(({ id, name }) => [id, name]));
  const [changed, before, pending] = await Promise.all([
    declaredNow(diffs, parts),
    declaredBefore(diffs, parts),
    parts.ledger.pending(),
  ]);
  const due = new Map(pending.map((row) => [row.key, row]));
  const keys = [...new Set([...changed.map(keyOf), ...before.map(keyOf), ...due.keys(), ...also])];
  const [elsewhere, attempts] = await Promise.all([
    parts.ledger.declarationsOfEntries([...names.keys()], keys),
    parts.ledger.attempts(keys),
  ]);
  const touched = new Set(diffs.flatMap(pathsOf));
  const kept = elsewhere.filter((row) => !touched.has(place(row.sourceId, row.file)));
  const order = new Map(parts.sources.map(({ name }, index) => [name, index]));
  const declared = Map.groupBy([...changed, ...named(kept, names)], keyOf);
  const past = named(before, names);
  const gone = new Map(past.map((row) => [row.key, row]));
  const tried = Map.groupBy(attempts, keyOf);
  const judge = await openJudge(
    { diffs, unverified, rows: [changed, past], recorded: elsewhere, pending },
    parts,
  );
  return keys.flatMap((key) => {
    const places = (declared.get(key) ?? []).sort((a, b) => byPlace(a, b, order));
    return subjectOf(key, {
      declared: places,
      gone: gone.get(key),
      attempts: tried.get(key),
      due: due.get(key),
      trusted: isTrusted({ key, declared: places, due: due.get(key) }, judge),
    });
  });
}

const keyOf = ({ key }: { readonly key: EntryKey }) => key;
const place = (sourceId: string, file: string) => `${sourceId}\0${file}`;

function pathsOf({ source, files, removed }: SourceDiff): string[] {
  return [...files.map(({ path }) => path), ...removed].map((path) => place(source.id, path));
}

function named(rows: readonly DeclarationRecord[], names: ReadonlyMap<string, string>): Declared[] {
  return rows.map(({ sourceId, ...row }) => ({ ...row, source: names.get(sourceId) ?? sourceId }));
}

/** What the changed files declare now; one with a problem declares what it did before. */
async function declaredNow(diffs: readonly SourceDiff[], parts: Parts): Promise<Declared[]> {
  const all: Declared[] = [];
  for (const { source, files } of diffs) {
    for (const { declarations } of files) for (const declared of declarations ?? []) all.push(declared);
    const broken = files.filter(({ declarations }) => declarations === null).map(({ path }) => path);
    for (const { sourceId, ...row } of await parts.ledger.declarationsOfFiles(source.id, broken)) {
      all.push({ ...row, source: source.name, outdated: true });
    }
  }
  return all;
}

/** What the changed and removed files declared at the last recorded pass. */
async function declaredBefore(diffs: readonly SourceDiff[], parts: Parts): Promise<DeclarationRecord[]> {
  const known = diffs.filter(({ record }) => record);
  const rows = known.map(({ source, files, removed }) =>
    parts.ledger.declarationsOfFiles(source.id, [...files.map(({ path }) => path), ...removed]),
  );
  return (await Promise.all(rows)).flat();
}

interface KnownOfEntry {
  readonly declared: readonly Declared[];
  readonly gone: Declared | undefined;
  readonly attempts: readonly Attempt[] | undefined;
  readonly due: PendingEntry | undefined;
  readonly trusted: boolean;
}

function subjectOf(key: EntryKey, { declared, gone, attempts = [], due, trusted }: KnownOfEntry): Subject[] {
  // Pending, but of no source of this config: it was taken out, and its entries stay as they are.
  if (declared.length === 0 && !gone && due) return [];
  const last = declared.length > 0 ? null : (gone ?? null);
  return [{ key, declared, gone: last, attempts, due: due ?? null, trusted }];
}

function byPlace(a: Declared, b: Declared, order: ReadonlyMap<string, number>): number {
  return (
    (order.get(a.source) ?? 0) - (order.get(b.source) ?? 0) ||
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
    a.line - b.line ||
    a.column - b.column
  );
}
