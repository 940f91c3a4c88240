import { messageOf } from '../../model/failure.ts';
import type { Watching } from '../../model/watching.ts';
import type { WatchListener } from '../source.ts';

/** Milliseconds: what git writes for one push comes closer together. */
const BURST = 20;

/**
 * Tells once of what changes within 20 ms in any of these files, which may come and go, and their folders too. Watches
 * from the moment that it resolves.
 */
export async function watchFiles(
  files: readonly string[],
  { onChange, onFault }: WatchListener,
): Promise<Watching> {
  // Loaded where it is used: commands that watch nothing start faster.
  const { watch } = await import('chokidar');
  // Its rules for what editors write would pass over a branch named `x.swp`.
  const watcher = watch([...files], { ignoreInitial: true, atomic: false, followSymlinks: false });
  let timer: NodeJS.Timeout | undefined;
  const tellSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, BURST);
  };
  let isTold = false;
  const tellOnce = (error: unknown) => {
    if (!isTold) onFault(messageOf(error));
    isTold = true;
  };
  const { promise: isReady, resolve } = Promise.withResolvers<void>();
  watcher.on('all', tellSoon).on('error', tellOnce).once('ready', resolve);
  await isReady;
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
