import { showDuration } from '../../../model/units/duration.ts';

/** How long ago: `2d 3h ago`. */
export function showAge(at: number, now: number): string {
  // Another machine's clock may be ahead of this one's.
  return now - at < 1000 ? 'just now' : `${showDuration(now - at)} ago`;
}

/** The moment in UTC, to the second: `2026-11-20 22:00:05Z`. */
export function showMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, -5).replace('T', ' ')}Z`;
}
