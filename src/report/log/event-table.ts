// The documented list of events: what a line of the log can be, and what an operator may build on.
import type { Event } from '../../model/event.ts';
import { DAEMON_ROWS } from './daemon-rows.ts';
import type { EventRow, EventRows, FieldValue, Level } from './event-row.ts';
import { PASS_ROWS } from './pass-rows.ts';

/** How the log tells each kind of event. */
export const EVENT_TABLE: EventRows<Event> = { ...PASS_ROWS, ...DAEMON_ROWS };

/** An event as the log tells it, before anything is escaped or taken out. */
interface Telling {
  readonly level: Level;
  readonly msg: string;
  readonly fields: Readonly<Record<string, Exclude<FieldValue, null>>>;
}

/** What the log says of an event. */
export function tellingOf(event: Event): Telling {
  // The row that stands under the event's type takes events of that type.
  const row = EVENT_TABLE[event.type] as EventRow<Event>;
  const fields = Object.entries(row.fields).flatMap(([name, read]) => {
    const value = read(event);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    level: row.louder?.is(event) ? row.louder.level : row.level,
    msg: row.say(event),
    fields: Object.fromEntries(fields),
  };
}
