import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

/** The text in at most `width` columns; an ellipsis stands for what is missing. */
export function cut(text: string, width: number): string {
  return stringWidth(text) <= width ? text : `${leading(characters(text), width - 1).join('')}…`;
}

/** The text in pieces of at most `width` columns. */
export function slices(text: string, width: number): readonly string[] {
  if (stringWidth(text) <= width) return [text];
  const parts: string[] = [];
  for (let left = characters(text); left.length > 0; ) {
    // One character may be wider than the room: it goes alone.
    const piece = leading(left, width);
    const length = Math.max(1, piece.length);
    parts.push(left.slice(0, length).join(''));
    left = left.slice(length);
  }
  return parts;
}

/** What people see as single characters: one that is made of several code points is never torn. */
function characters(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** As many of the first characters as fit into `width` columns. */
function leading(parts: readonly string[], width: number): readonly string[] {
  let used = 0;
  const end = parts.findIndex((part) => {
    used += stringWidth(part);
    return used > width;
  });
  return end === -1 ? parts : parts.slice(0, end);
}
