/**
 * A width for every column: what it needs where all fit into `room`, else the widest ones give way first. None goes
 * below 1.
 */
export function columnWidths(needs: readonly number[], room: number): readonly number[] {
  const widths = needs.map((need) => Math.max(1, Math.min(need, room)));
  for (let excess = sum(widths) - room; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest > 1) widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

/** The sum of all widths. */
export function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
