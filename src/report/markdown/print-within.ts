// A host refuses a comment that is too long, and then nobody sees anything of it.
import type { Document } from './document.ts';
import { print, type Room } from './print.ts';

/**
 * The document as markdown of at most `limit` UTF-16 units, which no host counts more strictly: GitHub and GitLab count
 * code points, Azure DevOps UTF-16 units. Rows of the longest tables are left out first, never a part of a row, and the
 * summary never; it says how many. Takes a limit of 1,000 or more.
 */
export function printWithin(document: Document, limit: number): string {
  const whole = print(document, { parts: Infinity, rows: Infinity, foot: true });
  if (whole.length <= limit) return whole;
  const fits = (room: Room) => print(document, { ...room, reserve: true }).length <= limit;
  const every = document.parts.length;
  const parts = greatest(every, (amount) => fits({ parts: amount, rows: 0, foot: false }));
  // Every heading comes before any row, so that more room never shows less.
  const longest = parts < every ? 0 : Math.max(...document.parts.map(({ table }) => table.rows.length));
  const rows = greatest(longest, (amount) => fits({ parts, rows: amount, foot: false }));
  return print(document, { parts, rows, foot: fits({ parts, rows, foot: true }) });
}

/** The greatest number up to `most` that fits, where every smaller one does too; 0 where none does. */
function greatest(most: number, fits: (amount: number) => boolean): number {
  let known = 0;
  let beyond = most + 1;
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2);
    if (fits(middle)) known = middle;
    else beyond = middle;
  }
  return known;
}
