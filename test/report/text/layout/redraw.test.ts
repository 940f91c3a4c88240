import { describe, expect, it } from 'vitest';
import { redrawer } from '../../../../src/report/text/layout/redraw.ts';

/** The lines on a terminal of this height after it was written to; it cannot go up to what has scrolled away. */
function shown(writes: readonly string[], height: number): readonly string[] {
  const lines = [''];
  let [row, column] = [0, 0];
  for (const part of writes.join('').match(/\u001b\[\d*[AKJ]|[\r\n]|[^\u001b\r\n]+/g) ?? []) {
    const line = lines[row] ?? '';
    const up = /^\u001b\[(\d+)A$/.exec(part);
    if (up) row = Math.max(0, lines.length - height, row - Number(up[1]));
    else if (part === '\r') column = 0;
    else if (part === '\n') [row, column] = [row + 1, 0];
    else if (part === '\u001b[K') lines[row] = line.slice(0, column);
    else if (part === '\u001b[J') lines.length = row;
    else {
      lines[row] = line.slice(0, column) + part + line.slice(column + part.length);
      column += part.length;
    }
  }
  return lines;
}

const TALL = { terminal: true, height: () => 24 };

describe('a text that is drawn again', () => {
  it('stands in the place of the one before, whatever was longer', () => {
    const redraw = redrawer(TALL);
    const writes = ['P01  OutOfSync\nP02  Progressing 1/40\nP03\n', 'P01  Synced\nP02  Healthy\n'].map(
      redraw,
    );
    expect(shown(writes, 24)).toEqual(['P01  Synced', 'P02  Healthy']);
    expect(shown([...writes, redraw('P01\nP02\nP03\nP04\n')], 24)).toEqual(['P01', 'P02', 'P03', 'P04']);
  });

  it('leaves what stood above it alone', () => {
    const redraw = redrawer(TALL);
    const writes = ['$ dpsync status --watch\n', redraw('One\nTwo\n'), redraw('Three\n')];
    expect(shown(writes, 24)).toEqual(['$ dpsync status --watch', 'Three']);
  });

  it('is cut to the window, for what has scrolled away cannot be written over', () => {
    const redraw = redrawer({ terminal: true, height: () => 4 });
    const text = ['1', '2', '3', '4', '5', ''].join('\n');
    expect(shown([redraw(text), redraw(text)], 4)).toEqual(['1', '2', '… 3 more lines']);
  });

  it('follows a window that changes', () => {
    let height = 10;
    const redraw = redrawer({ terminal: true, height: () => height });
    const first = redraw('1\n2\n3\n4\n');
    height = 3;
    expect(shown([first, redraw('1\n2\n3\n4\n')], 10)).toEqual(['1', '… 3 more lines']);
  });

  it('is appended where there is no terminal, without a single escape', () => {
    const redraw = redrawer({ terminal: false, height: () => 4 });
    expect([redraw('One\n'), redraw('Two\n')]).toEqual(['One\n', '\nTwo\n']);
  });

  it('may be empty', () => {
    const redraw = redrawer(TALL);
    expect(shown([redraw(''), redraw('One\n'), redraw('')], 24)).toEqual([]);
  });
});
