import { showDuration } from '../../model/units/duration.ts';
import type { WindowSettings } from '../windows/form.ts';
import type { Closed } from '../windows/windows-at.ts';
import type { Guard, GuardHold } from './guard.ts';

/** Outside of its windows nothing is called, unless an operator breaks the glass. */
export const window: Guard = ({ entry, declared: { labels } }, { input, findClosed }) => {
  const closed = input.overrides.breakGlass ? undefined : findClosed({ entry, labels });
  if (!closed) return undefined;
  const known = said.get(closed) ?? holdOf(closed);
  said.set(closed, known);
  return known;
};

/** A hundred thousand entries may wait for one opening: it is put into words once. */
const said = new WeakMap<Closed, GuardHold>();

function holdOf(closed: Closed): GuardHold {
  return {
    by: 'window',
    code: null,
    message: `${showClosed(closed)}; ${showOpening(closed)}`,
    until: closed.until,
    remedy: { kind: 'breakGlass' },
  };
}

/** `outside of the allow window "0 22 * * 1-5" for 8h (Europe/Berlin)`. */
export function showClosed({ by }: Closed): string {
  const side = by.some(({ kind }) => kind === 'deny') ? 'inside of the deny' : 'outside of the allow';
  return `${side} window${by.length > 1 ? 's' : ''} ${by.map(showWindow).join(', ')}`;
}

/** `"0 22 * * 1-5" for 8h (Europe/Berlin)`. */
export function showWindow({ schedule, duration, timeZone }: WindowSettings): string {
  return `"${schedule}" for ${showDuration(duration)} (${timeZone})`;
}

/** In the zone of the window, where people look at their own clock. */
function showOpening({ by, until }: Closed): string {
  if (until === null) return 'no moment was found at which it may be called';
  const [first] = by;
  return `it may be called from ${showLocally(until, first?.timeZone ?? 'UTC')} on`;
}

/** `Mon 2026-11-23 22:00 GMT+1`. */
function showLocally(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset' },
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return `${part('weekday')} ${day} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}
