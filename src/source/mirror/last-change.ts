import { parseRawRow, type RawRow } from '../git/raw-row.ts';
import type { LastChange, TreeFile } from '../source.ts';
import { findPath } from '../tree-path.ts';
import { findBase } from './commits.ts';
import type { Mirror } from './folder.ts';
import { streamRecords } from './stream.ts';

const LONGEST_AUTHOR = 100;
// git cuts the name itself: a commit may hold one of any length.
const FORMAT = `%x01%H%x02%<(${LONGEST_AUTHOR},trunc)%an`;

/** The commit to look back from, how far, and under which folder. */
interface Range {
  readonly commit: string;
  readonly since: string | null;
  readonly path: string | undefined;
}

/** As {@link findLastChangesSince}; looks at all of the history where `since` is no ancestor. */
export async function findLastChanges(
  mirror: Mirror,
  range: Range,
  files: readonly TreeFile[],
): Promise<ReadonlyMap<string, LastChange>> {
  if (files.length === 0) return new Map();
  const since = (await findBase(mirror, range.commit, range.since)) ?? null;
  return await findLastChangesSince(mirror, { ...range, since }, files);
}

/**
 * The newest commit that gave each file the text it has, and its author. One walk through the history, back to `since`
 * or until all are found. A file that no single commit gave its text (a merge did) counts as changed by `commit`.
 */
export async function findLastChangesSince(
  mirror: Mirror,
  range: Range,
  files: readonly TreeFile[],
): Promise<ReadonlyMap<string, LastChange>> {
  const wanted = new Map(files.map(({ path, blob }) => [path, blob]));
  const found = new Map<string, LastChange>();
  if (wanted.size === 0) return found;
  const revisions = range.since === null ? range.commit : `${range.since}..${range.commit}`;
  for await (const { change, row, name } of walk(mirror, revisions, range.path)) {
    const path = findPath(name);
    if (path === undefined || wanted.get(path) !== row.newBlob) continue;
    found.set(path, change);
    wanted.delete(path);
    if (wanted.size === 0) return found;
  }
  const head = await readCommit(mirror, range.commit);
  for (const path of wanted.keys()) found.set(path, head);
  return found;
}

interface Step {
  readonly change: LastChange;
  readonly row: RawRow;
  readonly name: Buffer;
}

// A commit's line, then for each file its row and its name.
async function* walk(
  mirror: Mirror,
  revisions: string,
  path: string | undefined,
): AsyncGenerator<Step, void, undefined> {
  const options = ['-z', '--raw', '--no-abbrev', '--no-renames', '--no-mailmap', `--format=${FORMAT}`];
  const verb = ['log', ...options, '--end-of-options', revisions, '--'];
  let change: LastChange | undefined;
  let row: RawRow | undefined;
  for await (const records of streamRecords(mirror, verb, path)) {
    for (const record of records) {
      if (row && change) {
        yield { change, row, name: record };
        row = undefined;
      } else if (record[0] === 1) change = parseCommit(record);
      else row = parseRawRow(record);
    }
  }
}

async function readCommit(mirror: Mirror, commit: string): Promise<LastChange> {
  const verb = ['log', '-z', '--no-walk', '--no-mailmap', `--format=${FORMAT}`, '--end-of-options', commit];
  let change: LastChange = { commit, author: UNKNOWN };
  for await (const [record] of streamRecords(mirror, verb, undefined))
    if (record) change = parseCommit(record);
  return change;
}

const UNKNOWN = 'unknown';

function parseCommit(record: Buffer): LastChange {
  const text = record.toString('utf8', 1);
  const end = text.indexOf('\x02');
  const author = text
    .slice(end + 1)
    // Controls, and marks that turn the reading direction around.
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  return { commit: text.slice(0, end), author: author === '' ? UNKNOWN : author };
}
