import type { PackageId } from '../model/entry.ts';
import type { Skipped } from '../model/problem.ts';
import type { Watching } from '../model/watching.ts';

/** One file of a tree: where it is and what it holds. */
export interface TreeFile {
  /** Path from the tree's root, with `/`. */
  readonly path: string;
  /** The git blob id. */
  readonly blob: string;
}

/** What changed between two trees, or all of a tree. */
export interface TreeChange {
  /** True where `files` is everything that there is, false where it is only what differs from `since`. */
  readonly whole: boolean;
  readonly files: readonly TreeFile[];
  /** Paths that held a file at `since` and hold none now. Empty where `whole`. */
  readonly removed: readonly string[];
  /** Links and submodules with a matching name, among what was listed. */
  readonly skipped: readonly Omit<Skipped, 'source'>[];
}

/** The text of one blob, or why there is none. */
export type BlobText =
  | { readonly blob: string; readonly bytes: Uint8Array }
  | { readonly blob: string; readonly tooLarge: number };

/**
 * Whether a commit is signed as the config asks. `key` says whose signature it is; null where none is asked for.
 * `message` says what is wrong, as the end of "commit 1a2b3c4 …".
 */
export type Signature =
  | { readonly verified: true; readonly key: string | null }
  | { readonly verified: false; readonly message: string };

/** Who changed a file last. */
export interface LastChange {
  readonly commit: string;
  readonly author: string;
}

/** Whom a source tells while it is watched. */
export interface WatchListener {
  /** The branch may have changed. A hint to look, told once for what comes within some 20 ms. */
  readonly onChange: () => void;
  /** It is not watched, or not any more, and why: told once, for an operator. The interval does it then. */
  readonly onFault: (message: string) => void;
}

/**
 * A revision and the text of its files: one branch of one repository, or a plain folder. Nothing here knows what the
 * files mean. Everything throws a Failure where git or the remote does not do its part.
 */
export interface Source {
  readonly name: string;
  /** Tells this source (url, branch, path) from every other; holds no secret. */
  readonly id: string;
  /** The remote's address without user or password, for messages. */
  readonly url: string;
  /** Brings the branch's newest commit here, and gives its id. */
  fetch(signal?: AbortSignal): Promise<string>;
  /** The commit that the last fetch brought; throws a Failure where there was none. */
  head(): Promise<string>;
  /** The full id of a commit that is here (`adopt --commit`); throws a Failure where it is not. */
  resolve(revision: string): Promise<string>;
  /**
   * The declaring files of `commit`: all of them, or what changed since a commit whose tree is known. Whole also where
   * `since` is not an ancestor of `commit` or is not here any more.
   */
  changes(commit: string, since: string | null): Promise<TreeChange>;
  /** Whether a commit that is here is signed by one of the operator's keys; always so where the config asks for none. */
  verify(commit: string): Promise<Signature>;
  /** The text of each blob, in no order. A blob over the limit is not read into memory. */
  read(blobs: readonly string[]): AsyncIterable<BlobText>;
  /** The last commit that changed each file, as of `commit`; looks no further back than `since` where it is an ancestor. */
  lastChanges(
    commit: string,
    since: string | null,
    files: readonly TreeFile[],
  ): Promise<ReadonlyMap<string, LastChange>>;
  /** Watches the branch where its repository is on this machine; one elsewhere tells nothing. Never throws. */
  watch(listener: WatchListener): Promise<Watching>;
}

/** The declaring files that differ between two sides; one whose path changed is on both. */
export interface Difference {
  readonly before: readonly TreeFile[];
  readonly after: readonly TreeFile[];
  /** Links and submodules with a matching name that are there after. */
  readonly skipped: TreeChange['skipped'];
}

/**
 * Two sides of a checkout: what a merge starts from, and what it brings. Nothing of the repository is run, and nothing
 * is brought from a remote. Everything throws a Failure where git does not do its part.
 */
export interface Checkout {
  /** The folder's name, for people. */
  readonly name: string;
  /** The folder of the work tree; null where the repository is bare. */
  readonly top: string | null;
  /** The commit where the two histories part. */
  readonly base: string;
  readonly head: string;
  /** The other side is what lies in the work tree, and not `head`. */
  readonly worktree: boolean;
  difference(): Promise<Difference>;
  /** The declaring files of `base`, but for those at the paths in `except`, that name one of these packages in any case. */
  naming(packages: readonly PackageId[], except: ReadonlySet<string>): Promise<readonly TreeFile[]>;
  /** The text of each blob of either side, in no order. A blob over the limit is not read into memory. */
  read(blobs: readonly string[]): AsyncIterable<BlobText>;
  /** The last commit after `base` that gave each file of `head` its text; `head` where no single one did. */
  lastChanges(files: readonly TreeFile[]): Promise<ReadonlyMap<string, LastChange>>;
}
