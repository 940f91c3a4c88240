// Without it a commit on this machine waits for the interval.
import { join } from 'node:path';
import { messageOf } from '../../model/failure.ts';
import type { Watching } from '../../model/watching.ts';
import { schemeOf, showUrl } from '../access/remote-url.ts';
import { findGitFolder } from '../git/folder.ts';
import type { MirrorPlace } from '../mirror/folder.ts';
import type { SourceSettings } from '../settings.ts';
import type { WatchListener } from '../source.ts';
import { watchFiles } from './watch-files.ts';

const UNWATCHED: Watching = { close: async () => {} };

/**
 * Watches the branch of a repository on this machine; of one elsewhere nothing. Never throws: what cannot be watched is
 * told to `onFault`.
 */
export async function watchBranch(
  settings: SourceSettings,
  place: MirrorPlace,
  { onChange, onFault }: WatchListener,
): Promise<Watching> {
  const { url, branch } = settings;
  if (schemeOf(url) !== 'file') return UNWATCHED;
  const tell = (why: string) =>
    onFault(`${showUrl(url)} is not watched for changes, so it is looked at by its interval: ${why}`);
  try {
    const folder = await findGitFolder(url, place);
    if (folder !== undefined) {
      return await watchFiles(filesOf(folder, branch), { onChange, onFault: tell });
    }
    tell('there is no git repository; create it, then restart dpsync');
  } catch (error) {
    tell(messageOf(error));
  }
  return UNWATCHED;
}

// A branch is a file of its own, a line of packed-refs, or stands in one of the tables of gitformat-reftable: then
// tables.list is written anew.
function filesOf(folder: string, branch: string): readonly string[] {
  return [`refs/heads/${branch}`, 'packed-refs', 'reftable/tables.list'].map((path) => join(folder, path));
}
