import { stateFolder } from '../compose/machine.ts';
import { readCachedSettings } from '../settings/cached-settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { Context } from './command.ts';

/** The config that a command line means. */
export function settingsFor({ terminal: { environment, folder }, options }: Context): Promise<Settings> {
  return readCachedSettings({ file: options.config, folder, environment }, stateFolder(environment));
}
