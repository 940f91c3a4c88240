// What a comment says, as plain text: the one printer makes markdown of it, and escapes it, so that nobody can forget to.
import type { Table } from './table.ts';

/** A text for people who decide: a summary, and tables that may be cut where there is no room. */
export interface Document {
  readonly title: string;
  /** The one sentence for those who read no more. */
  readonly summary: string;
  /** What the summary leaves open: a paragraph each. */
  readonly notes: readonly string[];
  /** What matters most stands first: where there is no room at all, the last ones are left out. */
  readonly parts: readonly Part[];
  /** Below everything, where there is room. */
  readonly foot: readonly string[];
  /** The command that shows all, for where something is left out. */
  readonly command: string;
}

/** One table with its heading. */
export interface Part {
  readonly title: string;
  readonly notes: readonly string[];
  readonly table: Table;
}

/** A part of this table; none where it has no row. */
export function partOf(title: string, notes: readonly string[], table: Table): readonly Part[] {
  return table.total === 0 ? [] : [{ title, notes, table }];
}
