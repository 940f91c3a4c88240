import type { Measure } from './measure.ts';

/** The text in at most `width` columns; an ellipsis stands for what is missing. */
export function cut(text: string, width: number, measure: Measure): string {
  if (measure.columns(text) <= width) return text;
  return `${leading(measure.characters(text), width - 1, measure).join('')}…`;
}

/** The text in pieces of at most `width` columns. */
export function slices(text: string, width: number, measure: Measure): readonly string[] {
  if (measure.columns(text) <= width) return [text];
  const parts: string[] = [];
  for (let left = measure.characters(text); left.length > 0; ) {
    // One character may be wider than the room: it goes alone.
    const piece = leading(left, width, measure);
    const length = Math.max(1, piece.length);
    parts.push(left.slice(0, length).join(''));
    left = left.slice(length);
  }
  return parts;
}

/** As many of the first characters as fit into `width` columns. */
function leading(parts: readonly string[], width: number, measure: Measure): readonly string[] {
  let used = 0;
  const end = parts.findIndex((part) => {
    used += measure.columns(part);
    return used > width;
  });
  return end === -1 ? parts : parts.slice(0, end);
}
