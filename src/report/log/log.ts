// What a daemon did and met, a line an event: without it nobody can say afterwards why something was or was not called.
import { pino } from 'pino';
import type { Event, Listener } from '../../model/event.ts';
import { hiderNow } from '../../model/secrets/hide.ts';
import { isoTime } from '../json/fields.ts';
import { painter, type Tone } from '../text/layout/colour.ts';
import { escapeText } from '../text/layout/escape.ts';
import { showMoment } from '../text/layout/moment.ts';
import { LEVELS, type Level } from './event-row.ts';
import { tellingOf } from './event-table.ts';

/** How a log is written. */
export interface LogOptions {
  /** `json`: for machines, a JSON text a line. `text`: for people at a terminal. */
  readonly form: 'json' | 'text';
  /** Colours in people's text. */
  readonly colour: boolean;
  /** What is worth less is left out. */
  readonly level: Level;
  /** What must not stand in it, as it is now. */
  readonly secrets: () => readonly string[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Takes one line with its end. */
  readonly write: (line: string) => void;
}

/** A log: writes a line for each event that it is told of. */
export function openLog(options: LogOptions): Listener {
  const redactNow = hiderNow(options.secrets);
  const least = LEVELS.indexOf(options.level);
  const write = options.form === 'json' ? jsonLines(options) : textLines(options);
  return (event) => {
    const { level, msg, fields } = tellingOf(event);
    if (LEVELS.indexOf(level) < least) return;
    const redact = redactNow();
    const clean = (text: string) => cut(escapeText(redact(text)));
    const cleaned = Object.entries(fields).map(([name, value]) => {
      return [name, typeof value === 'string' ? clean(value) : value] as const;
    });
    write({ level, event: event.type, msg: clean(msg), fields: Object.fromEntries(cleaned) });
  };
}

/** A line without anything that may not stand in it. */
interface Line {
  readonly level: Level;
  readonly event: Event['type'];
  readonly msg: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/** A message from a host can be a page. */
const LONGEST = 4000;

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}

function jsonLines({ write, clock }: LogOptions): (line: Line) => void {
  const logger = pino(
    {
      // What is left out is left out before; the process and the host are known to who collects the lines.
      level: 'trace',
      base: null,
      timestamp: () => `,"time":"${isoTime(clock())}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return ({ level, event, msg, fields }) => logger[level]({ event, ...fields }, msg);
}

const TONES: Readonly<Record<Level, Tone>> = { debug: 'faint', info: 'busy', warn: 'change', error: 'bad' };

/** `2026-11-20 22:00:05Z warn  calls to P01 are held: the login was refused (CODE)`. */
function textLines({ write, clock, colour }: LogOptions): (line: Line) => void {
  const paint = painter(colour);
  return ({ level, msg, fields: { code } }) => {
    const text = code === undefined ? msg : `${msg} (${code})`;
    write(`${paint(showMoment(clock()), 'faint')} ${paint(level.padEnd(5), TONES[level])} ${text}\n`);
  };
}
