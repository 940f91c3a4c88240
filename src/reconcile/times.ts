import { pauseAfter } from '../model/units/pace.ts';

/** Milliseconds: what a site is asked after a call, and how often. */
export interface Times {
  readonly settle: { readonly after: number; readonly giveUp: number };
  readonly health: { readonly after: number; readonly interval: number; readonly giveUp: number };
}

/** How long after a call its jobs may turn up: until then an earlier call of ours may explain a new job. */
export const JOBS_COME_WITHIN = 30 * 60_000;

/** The longest pause between two questions about the same thing. */
const LONGEST = 15 * 60_000;

/** How long to wait before the next question: longer each time, so that a slow line is not asked to death. */
export function pauseBefore(question: number, interval: number): number {
  return pauseAfter(question, { initial: interval, factor: 2, max: Math.max(interval, LONGEST) });
}
