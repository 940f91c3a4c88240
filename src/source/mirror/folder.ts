// Where a mirror lies. A damaged one is never deleted while someone may be reading it: the next generation is made
// beside it, and only those before the last two are removed.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../model/config/environment.ts';
import type { FindToken } from '../../model/config/token.ts';
import { Failure, messageOf } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { askGit, type Repository } from '../git/ask.ts';
import { localEnvironment } from '../git/environment.ts';
import type { SourceSettings } from '../settings.ts';

/** What a source is read from. */
export interface Mirror extends Repository {
  /** The Failure of a git that could not read it; left out: that of a mirror. */
  readonly explain?: (stderr: string, code: number | null) => Failure;
}

/** Where the mirrors of one source lie, and what their git may know. */
export interface MirrorPlace {
  readonly folder: string;
  readonly outer: Environment;
  readonly findToken: FindToken;
  readonly limit: number;
}

/** The folder for the mirrors of a source's url and branch. */
export function mirrorFolderOf(settings: SourceSettings, mirrorsFolder: string): string {
  const key = createHash('sha256')
    .update(JSON.stringify([settings.url, settings.branch]))
    .digest('hex');
  return join(mirrorsFolder, `${settings.name}-${key.slice(0, 12)}`);
}

/** The mirror in use; makes the first one. */
export async function readyMirror(place: MirrorPlace): Promise<Mirror> {
  const newest = await newestGeneration(place.folder);
  return newest === 0 ? await makeGeneration(place, 1) : mirrorAt(place, newest);
}

/** Takes a damaged mirror out of use: an empty one, of which the next fetch makes a whole one, takes its place. */
export async function replaceMirror(place: MirrorPlace, damaged: Mirror): Promise<Mirror> {
  const newest = await newestGeneration(place.folder);
  // Another process was here first.
  if (mirrorAt(place, newest).folder !== damaged.folder) return await readyMirror(place);
  const made = await makeGeneration(place, newest + 1);
  await rm(mirrorAt(place, newest - 1).folder, { recursive: true, force: true });
  return made;
}

async function newestGeneration(folder: string): Promise<number> {
  const names = await readNames(folder);
  const numbers = names.map((name) => Number(/^(\d{1,9})\.git$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

async function readNames(folder: string): Promise<readonly string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await readdir(folder);
  } catch (error) {
    const what = `the folder for mirrors, ${folder}, cannot be used: ${messageOf(error)}`;
    throw new Failure(
      SOURCE_ERRORS.noMirrorFolder,
      `${what}; check it, or set DPSYNC_HOME to another`,
      error,
    );
  }
}

function mirrorAt(place: MirrorPlace, generation: number): Mirror {
  const folder = join(place.folder, `${generation}.git`);
  return { folder, environment: localEnvironment(place.outer, folder), limit: place.limit };
}

// Made aside and renamed, so that nobody sees half of it. Two that make the same one: the second finds it there.
async function makeGeneration(place: MirrorPlace, generation: number): Promise<Mirror> {
  const mirror = mirrorAt(place, generation);
  const draft = await mkdtemp(join(place.folder, 'new-'));
  const environment = localEnvironment(place.outer, draft);
  try {
    await askGit({ ...mirror, folder: draft, environment }, ['init', '--bare', '--quiet']);
    await rename(draft, mirror.folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if ((await newestGeneration(place.folder)) < generation) throw error;
  }
  return mirror;
}
