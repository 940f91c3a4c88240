// The one way to the terminal: every value goes through `line` or `table`, which escape it, so none can be forgotten.
import { type Paint, painter, type Tone } from './colour.ts';
import { escapeText } from './escape.ts';
import type { Measure } from './measure.ts';
import type { Text } from './text.ts';
import { wrap } from './wrap.ts';

/** What there is to write on. */
interface Layout {
  /** Columns; null for no end of them. */
  readonly width: number | null;
  readonly measure: Measure;
  readonly paint: Paint;
}

/** Something that becomes lines once it is known what they are written on. */
export type Block = (layout: Layout) => readonly string[];

/** Blocks that belong together; an empty one leaves no trace. */
export type Section = readonly Block[];

// Below this nothing could be read, whatever was done.
const NARROWEST = 40;

/** The sections with a blank line between them, ready for the terminal. */
export function print(sections: readonly Section[], text: Text): string {
  const width = text.width === null ? null : Math.max(NARROWEST, text.width);
  const layout: Layout = { width, measure: text.measure, paint: painter(text.colour) };
  const written = sections.map((section) => section.flatMap((block) => block(layout)));
  const shown = written.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return shown.length === 0 ? '' : `${shown.join('\n\n')}\n`;
}

/** One sentence or heading, wrapped with its continuation set in by two columns. */
export function line(text: string, tone?: Tone, indent = 0): Block {
  return ({ width, measure, paint }) => {
    const whole = escapeText(text);
    const lines = width === null ? [whole] : wrap(whole, width - indent - 2, measure);
    return lines.map((part, at) => `${' '.repeat(at === 0 ? indent : indent + 2)}${paint(part, tone)}`);
  };
}

/** A heading. */
export function title(text: string): Block {
  return line(text, 'title');
}
