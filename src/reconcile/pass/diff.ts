// What a source declares that the ledger does not know yet: its cost grows with the change, not with the tree.
import type { Rules } from '../../declare/declare.ts';
import type { SourceRecord } from '../../ledger/ledger.ts';
import type { Source, TreeFile } from '../../source/source.ts';
import type { Parts } from '../parts.ts';
import { type ChangedFile, fileOf, type ReadFile, skippedFile } from './changed-file.ts';
import { readTexts } from './read-texts.ts';
import { withoutForbidden } from './still-allowed.ts';

/** What one source has now, told as the difference from what the ledger recorded. */
export interface SourceDiff {
  readonly source: Source;
  readonly record: SourceRecord | undefined;
  readonly commit: string;
  readonly readUnder: string;
  readonly files: readonly ChangedFile[];
  readonly removed: readonly string[];
  /** What is wrong with the signature of the commit; null where nothing is. */
  readonly unverified: string | null;
  /** Where the commit is not verified: files that were read again, and hold the text that the ledger has. */
  readonly same: ReadonlySet<string>;
}

/** Which trees to look at, and how far the ledger's own picture of them can be trusted. */
interface DiffOptions {
  readonly record: SourceRecord | undefined;
  readonly commit: string;
  /** False: the ledger is not the one that this machine saw last, so all is read again. */
  readonly trusted: boolean;
}

/** Looks at a source's tree at one commit. Throws a Failure where git does not do its part. */
export async function diffSource(source: Source, options: DiffOptions, parts: Parts): Promise<SourceDiff> {
  const { record, commit } = options;
  const rules = parts.rulesOf(source.name);
  const readUnder = fingerprint(rules, parts);
  const signature = await source.verify(commit);
  const unverified = signature.verified ? null : signature.message;
  const diff = { source, record, commit, readUnder, unverified };
  const sameReader = record?.readUnder === readUnder && options.trusted;
  if (sameReader && record.commit === commit) return { ...diff, files: [], removed: [], same: new Set() };

  const change = await source.changes(commit, sameReader ? record.commit : null);
  const skipped = change.skipped.map(({ file, reason }) => skippedFile(file, reason));
  const there = new Set([...change.files.map(({ path }) => path), ...skipped.map(({ path }) => path)]);
  const tree = change.whole ? await parts.ledger.tree(source.id) : new Map<string, string>();
  const before = change.whole ? [...tree.keys()] : change.removed;
  const since = change.whole ? null : (record?.commit ?? null);
  // A whole tree is looked at file by file: where the history was rewritten, the same text has another last commit.
  const read = await readFiles({ ...diff, rules }, change.files, since, parts);
  const { allow } = rules;
  const files = allow ? await withoutForbidden(read, { source, allow }, parts) : read;
  const same = unverified === null ? new Set<string>() : samePaths(files, tree);
  const removed = before.filter((path) => !there.has(path));
  return { ...diff, files: [...files, ...skipped], removed, same };
}

function samePaths(files: readonly TreeFile[], tree: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set(files.filter(({ path, blob }) => tree.get(path) === blob).map(({ path }) => path));
}

/** What the same text could read differently under. */
function fingerprint({ sites, onlySite, allow }: Rules, { reader }: Parts): string {
  return JSON.stringify([reader.version, sites, onlySite, allow]);
}

async function readFiles(
  {
    source,
    record,
    commit,
    rules,
  }: Pick<SourceDiff, 'source' | 'record' | 'commit'> & { readonly rules: Rules },
  changed: readonly TreeFile[],
  since: string | null,
  parts: Parts,
): Promise<ChangedFile[]> {
  if (changed.length === 0) return [];
  const before = record ? await filesBefore(source, changed, parts) : new Set<string>();
  // git walks the history while the texts are read.
  const walk = source.lastChanges(commit, since, changed);
  // It may fail before anyone waits for it.
  walk.catch(() => undefined);
  const byBlob = Map.groupBy(changed, ({ blob }) => blob);
  const read: ReadFile[] = [];
  for await (const { blob, reading } of readTexts(source, [...byBlob.keys()], parts)) {
    for (const { path } of byBlob.get(blob) ?? []) {
      const declaredBefore = before.has(path);
      const expanded = parts.expand(reading, rules, declaredBefore);
      read.push({ path, blob, declaredBefore, expanded });
    }
  }
  const changes = await walk;
  return read.map((file) => fileOf(file, source.name, changes.get(file.path) ?? { commit, author: '' }));
}

/** The paths that declared something at the last recorded pass. */
async function filesBefore(source: Source, changed: readonly TreeFile[], parts: Parts): Promise<Set<string>> {
  const files = await parts.ledger.files(
    source.id,
    changed.map(({ path }) => path),
  );
  return new Set(files.filter(({ declares }) => declares).map(({ path }) => path));
}
