/** A tenth longer or shorter by chance (0 to 1), so that many daemons do not ask one server in the same moment. */
export function withJitter(milliseconds: number, chance: number): number {
  return Math.round(milliseconds * (0.9 + 0.2 * chance));
}
