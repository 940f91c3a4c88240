import { knownSecrets } from '../compose/secrets.ts';
import type { Listener } from '../model/event.ts';
import { tellingOf } from '../report/log/event-table.ts';
import { openLog } from '../report/log/log.ts';
import type { Settings } from '../settings/settings.ts';
import type { Context } from './command.ts';

/** Secrets are changed in place: what was read of a config is good for so many milliseconds. */
const READ_EVERY = 5_000;

interface CachedSecrets {
  readonly of: Settings;
  readonly secrets: readonly string[];
  readonly until: number;
}

/** The log of a daemon on standard error: people's text on a terminal, else a JSON text a line. */
export function openDaemonLog({ terminal, options }: Context, settings: () => Settings): Listener {
  let known: CachedSecrets | undefined;
  const { environment, interactive, error } = terminal;
  return openLog({
    form: interactive ? 'text' : 'json',
    colour: interactive && terminal.colour,
    level: options.verbose ? 'debug' : options.quiet ? 'warn' : 'info',
    secrets() {
      const [of, now] = [settings(), Date.now()];
      if (known?.of !== of || now >= known.until) {
        known = { of, secrets: knownSecrets(of, environment), until: now + READ_EVERY };
      }
      return known.secrets;
    },
    clock: Date.now,
    write: error,
  });
}

/** The line of a process that hangs for so many milliseconds, in the form of its log: nobody is left to write it then. */
export function lastWordsOf({ terminal }: Context, sinceMs: number): (time: string) => string {
  const event = { type: 'hung', sinceMs } as const;
  const { level, msg, fields } = tellingOf(event);
  if (terminal.interactive) return (time) => `${time} ${level} ${msg}`;
  return (time) => JSON.stringify({ level, time, event: event.type, ...fields, msg });
}
