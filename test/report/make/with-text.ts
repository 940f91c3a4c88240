import type { Event } from '../../../src/model/event.ts';
import { EVENTS } from './noun/events.ts';

/** Every kind of event, with this text wherever one from outside can stand, and more. */
export function eventsWith(text: string): readonly Event[] {
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return key === 'type' ? value : text;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
  };
  const failed = { ...EVENTS.concluded.attempt, error: { code: 'DPS2021', message: 'refused' } };
  const events: readonly Event[] = [...Object.values(EVENTS), { type: 'concluded', attempt: failed }];
  return events.map((event) => replaced(event, '') as Event);
}
