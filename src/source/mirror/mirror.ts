import type { Environment } from '../../model/config/environment.ts';
import type { FindToken } from '../../model/config/token.ts';
import { Failure } from '../../model/failure.ts';
import { showUrl } from '../access/remote-url.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { watchBranch } from '../folder/watch.ts';
import { checkGit } from '../git/version.ts';
import type { SourceSettings } from '../settings.ts';
import { verifyCommit } from '../signature/signature.ts';
import type { Source } from '../source.ts';
import { readBlobs } from './blobs.ts';
import { isBrokenMirror } from './broken.ts';
import { listChanges } from './changes.ts';
import { findCommit, HEAD_REF } from './commits.ts';
import { fetchBranch } from './fetch.ts';
import { type Mirror, type MirrorPlace, mirrorFolderOf, readyMirror, replaceMirror } from './folder.ts';
import { findLastChanges } from './last-change.ts';
import { checkPath } from './path.ts';

/** What a source needs to work: its settings with absolute paths, and what the process lends it. */
export interface GitSourceOptions {
  readonly settings: SourceSettings;
  /** Where all mirrors lie; made where it is not there. */
  readonly mirrorsFolder: string;
  /** What stands in for `process.env`. */
  readonly environment: Environment;
  readonly findToken: FindToken;
  /** Milliseconds that one git process may take. */
  readonly gitTimeout: number;
}

/** A source that is one branch of a git repository, read from a bare mirror that it keeps. Asks nothing yet. */
export function openGitSource(options: GitSourceOptions): Source {
  const { settings } = options;
  const { name, url, branch, path, verify } = settings;
  const place: MirrorPlace = {
    folder: mirrorFolderOf(settings, options.mirrorsFolder),
    outer: options.environment,
    findToken: options.findToken,
    limit: options.gitTimeout,
  };
  const gitChecked = onceItWorks(() => checkGit(place));
  const ready = async () => {
    await gitChecked();
    return await readyMirror(place);
  };
  const use = async <T>(work: (mirror: Mirror) => Promise<T>): Promise<T> => {
    const mirror = await ready();
    return await work(mirror).catch((error: unknown) => retire(place, mirror, error));
  };
  return {
    name,
    id: JSON.stringify([url, branch, path ?? '']),
    url: showUrl(url),
    async fetch(signal) {
      await gitChecked();
      return await fetchBranch(settings, place, signal);
    },
    head: () => use((mirror) => readHead(mirror, showUrl(url))),
    resolve: (revision) => use((mirror) => readCommit(mirror, revision)),
    changes: (commit, since) =>
      use(async (mirror) => {
        if (path !== undefined) await checkPath(mirror, commit, { path, whose: `source ${name}` });
        return await listChanges(mirror, { commit, since, path });
      }),
    lastChanges: (commit, since, files) =>
      use((mirror) => findLastChanges(mirror, { commit, since, path }, files)),
    verify: async (commit) =>
      verify
        ? await use((mirror) => verifyCommit({ commit, mirror, place }, verify))
        : { verified: true, key: null },
    watch: (listener) => watchBranch(settings, place, listener),
    async *read(blobs) {
      const mirror = await ready();
      try {
        yield* readBlobs(mirror, blobs);
      } catch (error) {
        await retire(place, mirror, error);
      }
    },
  };
}

// A damaged mirror is taken out of use, so that the next fetch makes it anew.
async function retire(place: MirrorPlace, mirror: Mirror, error: unknown): Promise<never> {
  if (isBrokenMirror(error)) await replaceMirror(place, mirror);
  throw error;
}

async function readHead(mirror: Mirror, url: string): Promise<string> {
  const head = await findCommit(mirror, HEAD_REF);
  if (head !== undefined) return head;
  throw new Failure(SOURCE_ERRORS.notFetched, `nothing was fetched from ${url} yet; let this command fetch`);
}

async function readCommit(mirror: Mirror, revision: string): Promise<string> {
  // Git complains where the beginning of an id fits several objects; the mirror is well then.
  const find = () => findCommit(mirror, revision).catch(() => undefined);
  const id = /^[0-9a-f]{4,64}$/i.test(revision) ? await find() : undefined;
  if (id !== undefined) return id;
  const shown = revision.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 80);
  throw new Failure(
    SOURCE_ERRORS.noSingleCommit,
    `there is no single commit "${shown}" here; give its id, in full`,
  );
}

// Remembers success only: git may be installed while we run.
function onceItWorks(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return async () => {
    done ??= work();
    await done.catch((error: unknown) => {
      done = undefined;
      throw error;
    });
  };
}
