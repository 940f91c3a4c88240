import { describe, expect, it } from 'vitest';
import { painter, wantsColour } from '../../../../src/report/text/layout/colour.ts';

describe('colour', () => {
  it.each([
    ['on a terminal', { terminal: true, noColor: undefined, refused: false }, true],
    ['in a pipe', { terminal: false, noColor: undefined, refused: false }, false],
    ['with NO_COLOR', { terminal: true, noColor: '1', refused: false }, false],
    ['with an empty NO_COLOR, which says nothing', { terminal: true, noColor: '', refused: false }, true],
    ['with --no-color', { terminal: true, noColor: undefined, refused: true }, false],
  ])('%s', (_name, asked, wanted) => {
    expect(wantsColour(asked)).toBe(wanted);
  });

  it('is what it was decided to be, whatever the environment of this process says', () => {
    expect(process.env.NO_COLOR).toBe('1');
    expect(painter(true)('Failed', 'bad')).toBe('\u001b[31mFailed\u001b[39m');
    expect(painter(false)('Failed', 'bad')).toBe('Failed');
    expect(painter(true)('Campus', undefined)).toBe('Campus');
  });
});
