import { z } from 'zod';
import { normalRevision } from '../../model/revision.ts';

/** The text as it stands, or undefined where a part of it is no character (half a surrogate pair, by an escape). */
export function toText(text: string): string | undefined {
  return text.isWellFormed() ? text : undefined;
}

/** The text as it stands, or undefined where it is empty or {@link toText} refuses it. */
export function toFilledText(text: string): string | undefined {
  return text === '' ? undefined : toText(text);
}

/** The revision in a text, or undefined where nothing is left of it or {@link toText} refuses it. */
export function toRevision(text: string): string | undefined {
  return toFilledText(normalRevision(text));
}

/** The integer in `-?[0-9]+`, or undefined where it is none or cannot be told from its neighbours. */
export function toWave(text: string): number | undefined {
  const wave = /^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  // `-0` is 0.
  return Number.isSafeInteger(wave) ? wave + 0 : undefined;
}

/** `true` or `false`, in these letters only. */
export function toSuspend(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

const DATE_TIME = z.regexes.datetime({ offset: true });

/** Milliseconds since 1970 of an ISO 8601 date and time with `Z` or an offset; undefined where there is no such moment. */
export function toTime(text: string): number | undefined {
  return DATE_TIME.test(text) ? Date.parse(text) : undefined;
}

/** `all`, the only value today. */
export function toMembers(text: string): 'all' | undefined {
  return text === 'all' ? text : undefined;
}
