/** What a text that changes is shown on. */
interface Screen {
  readonly terminal: boolean;
  /** Lines of the terminal, asked for at each drawing: a window can change. */
  readonly height: () => number;
}

const LINE_END = '\u001b[K\n';
const REST = '\u001b[J';

/**
 * Gives, for each version of a text, what to write so that it stands in the place of the one before. Where there is no
 * terminal the versions follow one another, with a blank line between.
 */
export function redrawer({ terminal, height }: Screen): (text: string) => string {
  let shown: number | null = null;
  return (text) => {
    const before = shown;
    const lines = text.split('\n').slice(0, -1);
    if (!terminal) {
      shown = lines.length;
      return before === null ? text : `\n${text}`;
    }
    const fitting = fitted(lines, height());
    shown = fitting.length;
    // Each line is cleared as it is written, and not all before: so nothing flickers.
    return upward(before ?? 0) + fitting.map((line) => line + LINE_END).join('') + REST;
  };
}

/** What has scrolled out of the window cannot be written over: the first lines, and how many are missing. */
function fitted(lines: readonly string[], height: number): readonly string[] {
  const room = Math.max(2, height - 1);
  if (lines.length <= room) return lines;
  return [...lines.slice(0, room - 1), `… ${lines.length - room + 1} more lines`];
}

function upward(lines: number): string {
  return lines > 0 ? `\u001b[${lines}A\r` : '';
}
