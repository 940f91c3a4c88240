// What people do to a content repository in years, as one stream of git-fast-import(1): it takes seconds.

import { runGit } from '../make/git/temp-repo.ts';
import { groupName, packageId, redistribution, type Written } from '../make/noun/redistribution.ts';

/** A history that is to be written into a bare repository. */
export interface HistoryOptions {
  /** The bare repository. */
  readonly url: string;
  /** Which source it is: every source has packages of its own. */
  readonly number: number;
  readonly commits: number;
  readonly sites: readonly string[];
  readonly chance: () => number;
}

/** A history that nobody sees yet: no branch but `history` has its commits. */
export interface History {
  /** Oldest first. */
  readonly commits: readonly string[];
  /** What the last commit declares, by `SITE PACKAGE GROUP`: its revision, but for files with a problem. */
  readonly newest: ReadonlyMap<string, string>;
}

const FILES = 24;
const PACKAGES = 8;
/** Declared by several sources at times: a conflict. */
const SHARED_PACKAGE = 100;
const SHARED = 'shared.yaml';
const BROKEN = 'apiVersion: dpsync/v1\nkind: Redistribution\nspec: [';

/** What one file says; null: it is not there. */
type Said = (Written & { readonly comment?: string; readonly isBroken?: boolean }) | null;

/** One file and all that it ever said, newest last. */
interface Past {
  readonly path: string;
  readonly said: Said[];
}

/** Writes a history: revisions, new and removed files, reverts, broken YAML, comments, conflicts. */
export function writeHistory({ url, commits, ...story }: HistoryOptions): History {
  const files: Past[] = Array.from({ length: FILES }, (_, index) => ({
    path: `ring-${index % 4}/file-${index}.yaml`,
    said: [firstOf(index, story)],
  }));
  files.push({ path: SHARED, said: [null] });
  const stream: string[] = [];
  for (let commit = 0; commit < commits; commit += 1) {
    const changed = commit === 0 ? files : [pick(files, story.chance), pick(files, story.chance)];
    if (commit > 0) for (const file of new Set(changed)) file.said.push(nextOf(file, commit, story));
    stream.push(...commitOf([...new Set(changed)]));
  }
  runGit(url, ['fast-import', '--quiet'], `${stream.join('\n')}\n`);
  const ids = runGit(url, ['rev-list', '--reverse', 'refs/heads/history']).split('\n');
  return { commits: ids, newest: new Map(files.flatMap(({ said }) => declaredBy(said.at(-1) ?? null))) };
}

type Story = Omit<HistoryOptions, 'url' | 'commits'>;

function firstOf(index: number, { number, sites, chance }: Story): Said {
  const some = [1, 2, 3].filter(() => chance() < 0.35);
  return {
    site: sites[index % sites.length] ?? '',
    packages: [number * PACKAGES + 1 + Math.floor(index / sites.length)],
    groups: some.length > 0 ? some : [1],
    wave: index % 5 === 0 ? 1 : 0,
    revision: '0',
  };
}

/** What becomes of a file in one commit. */
function nextOf({ path, said }: Past, commit: number, { sites, chance }: Story): Said {
  const now = said.at(-1) ?? null;
  const before = said.findLast((one) => one !== null && !one.isBroken) ?? null;
  if (path === SHARED) return now ? null : { site: sites[0] ?? '', packages: [SHARED_PACKAGE] };
  const what = chance();
  if (what < 0.1) return null;
  if (what < 0.2) return said.at(-2) ?? before;
  if (what < 0.27) return before && { ...before, isBroken: true };
  if (what < 0.33) return before && { ...before, comment: `${commit}` };
  if (what < 0.38) return before && { ...before, suspend: before.suspend !== true };
  return before && { ...before, revision: `${commit}` };
}

function commitOf(changed: readonly Past[]): string[] {
  const lines = changed.flatMap(({ path, said }) => {
    const text = textOf(said.at(-1) ?? null);
    return text === null
      ? [`D ${path}`]
      : [`M 100644 inline ${path}`, `data ${Buffer.byteLength(text)}`, text];
  });
  const who = 'Ada Example <ada@example.com> 1700000000 +0000';
  return ['commit refs/heads/history', `committer ${who}`, 'data 1', 'x', ...lines, ''];
}

function textOf(said: Said): string | null {
  if (!said) return null;
  const { comment, isBroken, ...written } = said;
  return isBroken ? BROKEN : `# ${comment ?? ''}\n${redistribution(written)}`;
}

function declaredBy(said: Said): [string, string][] {
  if (!said || said.isBroken) return [];
  const { site = '', packages = [], groups = [1], revision = '1' } = said;
  return groups.flatMap((group) =>
    packages.map((one): [string, string] => {
      const name = typeof group === 'number' ? groupName(group) : group;
      return [`${site} ${packageId(typeof one === 'number' ? one : one.id, site)} ${name}`, revision];
    }),
  );
}

/** One of several, by chance. */
export function pick<One>(several: readonly One[], chance: () => number): One {
  const one = several[Math.floor(chance() * several.length)];
  if (one === undefined) throw new Error('there is nothing to pick from');
  return one;
}
