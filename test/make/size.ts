/** True where CI runs: the stories are told at full size there, and elsewhere so that nobody waits for them. */
const WHOLE = process.env.CI === 'true';

/** How much of something a story does: `few`, and `many` where CI runs. */
export function fewOrMany(few: number, many: number): number {
  return WHOLE ? many : few;
}
