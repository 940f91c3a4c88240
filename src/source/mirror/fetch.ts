import { Failure } from '../../model/failure.ts';
import { type Pace, pauseAfter } from '../../model/units/pace.ts';
import { showUrl } from '../access/remote-url.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { fetchRemoteHead, prepareVisit, readRemoteHead, type Visit } from '../remote/remote.ts';
import type { SourceSettings } from '../settings.ts';
import { brokenMirror, isBrokenMirror, isLockedMirror } from './broken.ts';
import { findCommit, HEAD_REF } from './commits.ts';
import { type Mirror, type MirrorPlace, readyMirror, replaceMirror } from './folder.ts';

/** Milliseconds to wait for another process's lock; one that stays longer was left by a process that died. */
const LOCK_PACE: Pace = { initial: 50, factor: 2, max: 800 };
const MOST_PAUSES = 5;

/**
 * Brings the branch's newest commit into the mirror, and gives its id. Asks first, and fetches only what is not there
 * yet. A damaged mirror is made anew, once.
 */
export async function fetchBranch(
  settings: SourceSettings,
  place: MirrorPlace,
  signal?: AbortSignal,
): Promise<string> {
  const update = async (mirror: Mirror) =>
    await updateMirror(await prepareVisit({ settings, place, mirror, signal }));
  const mirror = await readyMirror(place);
  try {
    return await update(mirror);
  } catch (error) {
    if (!isBrokenMirror(error) && !isLockedMirror(error)) throw error;
  }
  const fresh = await replaceMirror(place, mirror);
  return await update(fresh).catch((error: unknown) => {
    // What is new and empty is not damaged.
    throw isBrokenMirror(error) ? remoteDamaged(settings) : error;
  });
}

async function updateMirror(visit: Visit): Promise<string> {
  const [there, here] = await Promise.all([readRemoteHead(visit), findCommit(visit.mirror, HEAD_REF)]);
  if (here === there) return here;
  await fetchPastLocks(visit);
  const head = await findCommit(visit.mirror, HEAD_REF);
  if (head === undefined) throw brokenMirror(visit.mirror.folder);
  return head;
}

async function fetchPastLocks(visit: Visit): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await fetchRemoteHead(visit);
    } catch (error) {
      if (tries > MOST_PAUSES || !isLockedMirror(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseAfter(tries, LOCK_PACE)));
  }
}

function remoteDamaged({ url }: SourceSettings): Failure {
  const what = `${showUrl(url)} seems to be damaged: it cannot be fetched into a new mirror`;
  return new Failure(
    SOURCE_ERRORS.repositoryDamaged,
    `${what}; run git fsck there, and check the disk of the mirrors here`,
  );
}
