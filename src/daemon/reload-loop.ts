// The config of a daemon changes while it runs: what is in force then, and what becomes of a config with mistakes.
import { isDeepStrictEqual } from 'node:util';
import type { Listener } from '../model/event.ts';
import { Failure, messageOf } from '../model/failure.ts';
import type { Watching } from '../model/watching.ts';
import type { Ended, Instance } from './instance.ts';

/** How a daemon gets to its config, and from a config to an instance. */
interface ReloadOptions<Config extends { readonly file: string }, Running extends Instance> {
  /** Starts an instance. Throws a Failure where it cannot, such as an address that is taken. */
  readonly start: (config: Config) => Promise<Running>;
  /** The config as it is now. Throws a Failure where it has mistakes, or a restart alone can take it over. */
  readonly read: (present: Config) => Config;
  readonly watch: (
    file: string,
    listener: { readonly onChange: () => void; readonly onFault: (message: string) => void },
  ) => Promise<Watching>;
  readonly tell: Listener;
}

/** What is in force at the moment. */
export interface InForce<Config, Running> {
  config: Config;
  /** undefined between two instances. */
  instance: Running | undefined;
}

/** Instance after instance, until something other than a new config ends one. */
export async function reloadLoop<Config extends { readonly file: string }, Running extends Instance>(
  now: InForce<Config, Running>,
  options: ReloadOptions<Config, Running>,
): Promise<Ended> {
  const { tell, watch } = options;
  let next: Config | undefined;
  const lookAgain = () => {
    const config = findReadable(now.config, options);
    if (!config) return;
    // What was written and taken back before it was taken over is none.
    next = isDeepStrictEqual(config, now.config) ? undefined : config;
    if (next) now.instance?.reload();
  };
  const onFault = (message: string) => tell({ type: 'warned', message });
  const watching = await watch(now.config.file, { onChange: lookAgain, onFault });
  // It may have changed since it was read and before it was watched.
  lookAgain();
  try {
    let before: Config | undefined;
    for (;;) {
      now.instance = await startOrGoBack(before, now, options);
      if (next) now.instance.reload();
      const ended = await now.instance.ended;
      now.instance = undefined;
      if (ended !== 'reload') return ended;
      before = next && now.config;
      now.config = next ?? now.config;
      next = undefined;
    }
  } finally {
    await watching.close();
  }
}

/** Starts with the new config, or goes on with the one before it, and tells which. */
async function startOrGoBack<Config extends { readonly file: string }, Running extends Instance>(
  before: Config | undefined,
  now: InForce<Config, Running>,
  { start, tell }: ReloadOptions<Config, Running>,
): Promise<Running> {
  const { file } = now.config;
  if (!before) return start(now.config);
  try {
    const instance = await start(now.config);
    tell({ type: 'reloaded', file });
    return instance;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell({ type: 'reloadRefused', file, message: messageOf(error) });
    now.config = before;
    return start(before);
  }
}

/** The config as it is now; undefined where it has mistakes or cannot be taken over, which is told. */
function findReadable<Config extends { readonly file: string }, Running extends Instance>(
  present: Config,
  { read, tell }: ReloadOptions<Config, Running>,
): Config | undefined {
  try {
    return read(present);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell({ type: 'reloadRefused', file: present.file, message: messageOf(error) });
    return undefined;
  }
}
