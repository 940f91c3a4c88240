import type { Listener } from '../model/event.ts';
import type { Settings } from '../settings/settings.ts';
import type { Context } from './command.ts';
export function openDaemonLog({ terminal }: Context, _settings: () => Settings): Listener {
  return (event) => terminal.error(`${JSON.stringify(event)}\n`);
}
