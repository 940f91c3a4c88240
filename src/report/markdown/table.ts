import { escapeMarkdown } from './escape.ts';

/** One column: what it shows of a row, as plain text. */
export interface Column<Row> {
  readonly head: string;
  readonly text: (row: Row) => string;
  /** An id, a path: set as code. */
  readonly code?: true;
  /** For numbers. */
  readonly align?: 'right';
}

/** A table in markdown, which may be cut between its rows. */
export interface Table {
  /** Two lines: the names of the columns, and the rule below them. */
  readonly head: string;
  /** A line for each of the first 5,000 rows. */
  readonly rows: readonly string[];
  /** How many rows there are. */
  readonly total: number;
}

// Nobody reads more, and a plan may have a hundred thousand.
const MOST_ROWS = 5000;
const LONGEST_CELL = 300;

/** The table of these rows, every value escaped. A column without a single value is left out. */
export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table {
  const first = rows.slice(0, MOST_ROWS);
  const filled = columns.filter(({ text }) => first.some((row) => text(row) !== ''));
  // Without a column it would be no table.
  const used = filled.length > 0 ? filled : columns;
  return {
    head: `${line(used.map(({ head }) => escapeMarkdown(head)))}\n${line(used.map(({ align }) => (align ? '---:' : '---')))}`,
    rows: first.map((row) => line(used.map((column) => cell(column, row)))),
    total: rows.length,
  };
}

function cell<Row>({ text, code }: Column<Row>, row: Row): string {
  const value = escapeMarkdown(text(row), LONGEST_CELL);
  return code && value !== '' ? `<code>${value}</code>` : value;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
