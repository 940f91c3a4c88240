import { slices } from './cut.ts';
import type { Measure } from './measure.ts';

/** The text in lines of at most `width` columns. A command between backticks stays whole where it can. */
export function wrap(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words(text, width, measure)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measure.columns(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** What a line may be broken between: words and commands, and pieces of those that are wider than a line. */
function words(text: string, width: number, measure: Measure): readonly string[] {
  const whole = text.match(/(?:`[^`]*`|[^ ])+/g) ?? [];
  return whole.flatMap((word) =>
    measure.columns(word) <= width ? [word] : word.split(' ').flatMap((part) => slices(part, width, measure)),
  );
}
