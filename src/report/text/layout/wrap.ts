import stringWidth from 'string-width';
import { slices } from './cut.ts';

/** The text in lines of at most `width` columns. A command between backticks stays whole where it can. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words(text, width)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || stringWidth(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** What a line may be broken between: words and commands, and pieces of those that are wider than a line. */
function words(text: string, width: number): readonly string[] {
  const whole = text.match(/(?:`[^`]*`|[^ ])+/g) ?? [];
  return whole.flatMap((word) =>
    stringWidth(word) <= width ? [word] : word.split(' ').flatMap((part) => slices(part, width)),
  );
}
