// A host refuses a comment that is too long, and then nobody sees anything of it.
import type { Document } from './document.ts';
import { print } from './print.ts';

/**
 * The document as markdown of at most `limit` UTF-16 units, which no host counts more strictly: GitHub and GitLab count
 * code points, Azure DevOps UTF-16 units. Rows of the longest tables are left out first, never a part of a row, and the
 * summary never; it says how many. Takes a limit of 1,000 or more.
 */
export function printWithin(document: Document, limit: number): string {
  const whole = print(document, { parts: Infinity, rows: Infinity, foot: true });
  if (whole.length <= limit) return whole;
  const fits = (parts: number, rows: number, foot: boolean) =>
    print(document, { parts, rows, foot, reserve: true }).length <= limit;
  const foot = fits(0, 0, true);
  const parts = greatest(document.parts.length, (amount) => fits(amount, 0, foot));
  const longest = Math.max(0, ...document.parts.slice(0, parts).map(({ table }) => table.rows.length));
  const rows = greatest(longest, (amount) => fits(parts, amount, foot));
  return print(document, { parts, rows, foot });
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
