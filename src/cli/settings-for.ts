import { stateFolder } from '../compose/machine.ts';
import { readCachedSettings } from '../settings/cached-settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { Context } from './command.ts';

/** The config that a command line means; what it asks for and is not in this version is told. */
export async function settingsFor({ terminal, options }: Context): Promise<Settings> {
  const { environment, folder } = terminal;
  const where = { file: options.config, folder, environment };
  const settings = await readCachedSettings(where, stateFolder(environment));
  for (const warning of settings.warnings) terminal.error(`warning: ${warning}\n`);
  return settings;
}
