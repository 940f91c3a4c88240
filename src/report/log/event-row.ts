import type { Event } from '../../model/event.ts';

/** How much a line of the log is worth, from least to most. */
export const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export type Level = (typeof LEVELS)[number];

/** What a field of a line holds; null leaves it out. */
export type FieldValue = string | number | boolean | null;

/** How one kind of event is told. */
export interface EventRow<What> {
  readonly level: Level;
  /** Where it is worth more. */
  readonly louder?: { readonly level: Level; readonly where: string; readonly is: (event: What) => boolean };
  /** When it happens, in one sentence for who reads logs. */
  readonly when: string;
  /** What happened, in plain words. */
  readonly say: (event: What) => string;
  readonly fields: Readonly<Record<string, (event: What) => FieldValue>>;
}

/** A row for every kind of these events; one that is missing does not compile. */
export type EventRows<Of extends Event> = {
  readonly [Type in Of['type']]: EventRow<Extract<Of, { readonly type: Type }>>;
};
