import type { Tone } from './colour.ts';
import { columnWidths, sum } from './column-widths.ts';
import { cut } from './cut.ts';
import { escapeText } from './escape.ts';
import { type Block, line } from './layout.ts';
import { firstOf, restOf } from './long-list.ts';
import type { Measure } from './measure.ts';

/** One column: what it shows of a row, and how it gives way where room is short. */
export interface Column<Row> {
  /** Stands above the column. Where no column has one there is no such line. */
  readonly head?: string;
  readonly text: (row: Row) => string;
  readonly tone?: (row: Row) => Tone | undefined;
  /** For numbers. */
  readonly align?: 'right';
  /** May go below each row where the rows are wider than the room: what must not be cut. The last ones go first. */
  readonly below?: true;
}

type Sized<Row> = Column<Row> & { readonly width: number };

const GAP = '  ';

/** A table that fits the width. A column without a single value is left out; so is what follows the first 200 rows. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], indent = 0): Block {
  const shown = firstOf(rows);
  return (layout) => {
    const { beside, below } = arranged(
      sized(columns, shown, layout.measure),
      (layout.width ?? Infinity) - indent,
    );
    const head = cells(beside, indent, (column) => ({ text: column.head ?? '', tone: 'faint' }));
    const body = shown.flatMap((row) => [
      cells(beside, indent, (column) => ({ text: column.text(row), tone: column.tone?.(row) })),
      note(below, row, indent),
    ]);
    const hasHead = beside.some((column) => column.head !== undefined);
    return [...(hasHead ? [head] : []), ...body, ...restOf(rows, indent)].flatMap((block) => block(layout));
  };
}

/** The columns that have a value, each as wide as it needs. */
function sized<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  measure: Measure,
): readonly Sized<Row>[] {
  return columns.flatMap((column) => {
    const widest = Math.max(0, ...rows.map((row) => measure.columns(escapeText(column.text(row)))));
    return widest > 0 ? [{ ...column, width: Math.max(widest, measure.columns(column.head ?? '')) }] : [];
  });
}

/** Which columns stand side by side, with widths that fit into `room`, and which ones below. */
function arranged<Row>(columns: readonly Sized<Row>[], room: number) {
  let beside = columns;
  while (sum(needs(beside)) > room - gaps(beside)) {
    const moved = beside.findLast(({ below }) => below);
    if (!moved) break;
    beside = beside.filter((column) => column !== moved);
  }
  const widths = columnWidths(needs(beside), room - gaps(beside));
  return {
    beside: beside.map((column, at): Sized<Row> => ({ ...column, width: widths[at] ?? 1 })),
    below: columns.filter((column) => !beside.includes(column)),
  };
}

const needs = (columns: readonly { readonly width: number }[]) => columns.map(({ width }) => width);
const gaps = (columns: readonly unknown[]) => GAP.length * (columns.length - 1);

interface Cell {
  readonly text: string;
  readonly tone: Tone | undefined;
}

function cells<Row>(
  columns: readonly Sized<Row>[],
  indent: number,
  cellOf: (column: Sized<Row>) => Cell,
): Block {
  return ({ measure, paint }) => {
    const drawn = columns.map((column) => {
      const { text, tone } = cellOf(column);
      const shown = cut(escapeText(text), column.width, measure);
      const padding = ' '.repeat(Math.max(0, column.width - measure.columns(shown)));
      return column.align === 'right' ? padding + paint(shown, tone) : paint(shown, tone) + padding;
    });
    return [(' '.repeat(indent) + drawn.join(GAP)).trimEnd()];
  };
}

/** What has no room beside the row, in a line below it. */
function note<Row>(columns: readonly Column<Row>[], row: Row, indent: number): Block {
  const [first, ...others] = columns.filter((column) => column.text(row) !== '');
  if (!first) return () => [];
  const texts = [first, ...others].map((column) => column.text(row));
  return line(texts.join(' · '), first.tone?.(row), indent + 3);
}
