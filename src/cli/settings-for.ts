import { readSettings, type Settings } from '../settings/settings.ts';
import type { Context } from './command.ts';

/** The config that a command line means; what it asks for and is not in this version is told. */
export function settingsFor({ terminal, options }: Context): Settings {
  const { environment, folder } = terminal;
  const settings = readSettings({ file: options.config, folder, environment });
  for (const warning of settings.warnings) terminal.error(`warning: ${warning}\n`);
  return settings;
}
