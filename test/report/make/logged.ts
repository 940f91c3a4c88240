import type { Event } from '../../../src/model/event.ts';
import { type LogOptions, openLog } from '../../../src/report/log/log.ts';
import { NOW } from './moment.ts';

/** What a log writes of these events. */
export function logged(events: readonly Event[], about: Partial<LogOptions> = {}): readonly string[] {
  const lines: string[] = [];
  const log = openLog({
    form: 'json',
    colour: false,
    level: 'debug',
    secrets: () => [],
    clock: () => NOW,
    write: (line) => lines.push(line),
    ...about,
  });
  for (const event of events) log(event);
  return lines;
}
