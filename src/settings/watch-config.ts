// Without it a change of the config waits for a restart.
import { messageOf } from '../model/failure.ts';
import type { Watching } from '../model/watching.ts';

/** Whom the watcher tells, and how often it looks. */
interface ConfigListener {
  /** The file is another, or there again. It may be half written: read it, and keep what was where it has mistakes. */
  readonly onChange: () => void;
  /** The file cannot be looked at for now, and why: told once. */
  readonly onFault: (message: string) => void;
  /** Milliseconds between two looks; default one second. */
  readonly interval?: number;
}

/**
 * Looks at the config file at an interval, and tells once of all that changed since the last look. By looking, and not
 * by notices of the file system: those do not come from a network folder, nor where only a link on the way to the file
 * is exchanged, as in a mounted config map. A file that is gone tells nothing until it is there again.
 */
export async function watchConfig(file: string, listener: ConfigListener): Promise<Watching> {
  const { onChange, onFault, interval = 1000 } = listener;
  const { watch } = await import('chokidar');
  const watcher = watch(file, { backend: 'polling', pollingInterval: interval, ignoreInitial: true });
  let isTold = false;
  const tellOnce = (error: unknown) => {
    if (!isTold) onFault(`${file} cannot be looked at, so its changes go unseen: ${messageOf(error)}`);
    isTold = true;
  };
  const { promise: isReady, resolve } = Promise.withResolvers<void>();
  watcher.on('add', onChange).on('change', onChange).on('error', tellOnce).once('ready', resolve);
  await isReady;
  return { close: () => watcher.close() };
}
