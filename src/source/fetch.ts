import { brokenMirror, isBrokenMirror, isLockedMirror } from './broken-mirror.ts';
import { findCommit, HEAD_REF } from './commits.ts';
import { type Mirror, type MirrorPlace, readyMirror, replaceMirror } from './mirror-folder.ts';
import { type Remote, visitRemote } from './remote.ts';
import type { SourceSettings } from './settings.ts';

/** Milliseconds to wait for another process's lock; one that stays longer was left by a process that died. */
const LOCK_PAUSES = [50, 100, 200, 400, 800];

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
    updateMirror(mirror, await visitRemote({ settings, place, mirror, signal }));
  const mirror = await readyMirror(place);
  try {
    return await update(mirror);
  } catch (error) {
    if (!isBrokenMirror(error) && !isLockedMirror(error)) throw error;
    return await update(await replaceMirror(place, mirror));
  }
}

async function updateMirror(mirror: Mirror, remote: Remote): Promise<string> {
  const there = await remote.readHead();
  const here = await findCommit(mirror, HEAD_REF);
  if (here === there) return here;
  await fetchPastLocks(remote);
  const head = await findCommit(mirror, HEAD_REF);
  if (head === undefined) throw brokenMirror(mirror.folder);
  return head;
}

async function fetchPastLocks(remote: Remote): Promise<void> {
  for (const pause of LOCK_PAUSES) {
    try {
      return await remote.fetchHead();
    } catch (error) {
      if (!isLockedMirror(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  await remote.fetchHead();
}
