// The planner's contract: everything it is told, and the functions that make a plan of it.
export { DAY } from './day.ts';
export type * from './input.ts';
export { makePlan, summarize } from './make-plan.ts';
export { openUntil, windowsAt } from './windows/windows-at.ts';
