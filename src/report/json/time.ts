import { z } from 'zod';

/** A moment, as every document writes it. */
export const TimeForm = z.iso.datetime();

const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds since 1970 as ISO 8601 in UTC. */
export function isoTime(milliseconds: number): string {
  // Later years have a sign and six digits, which few readers take; a declared offset can push a time there.
  return new Date(Math.min(milliseconds, LATEST)).toISOString();
}

/** As {@link isoTime}; null stays null. */
export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds);
}
