import { describe, expect, it } from 'vitest';
import { explainText } from '../../../src/report/text/explain.ts';
import { explanation } from '../make/noun/explanation.ts';
import { textOptions } from '../make/text.ts';

describe('the page of a code for people', () => {
  it('says what it means, shows a text that has it as it stands, and what to do', () => {
    expect(explainText(explanation(), textOptions({ width: 60 }))).toBe(
      `
DPS1048: A wave is not an integer

Lower waves go first, so each must be a number that others
  can be compared with.

Example
  spec:
    wave: first
    packages:
      - P0100012

What to do
  Write an integer, such as 0, 10 or -1.
`.slice(1),
    );
  });

  it('says what becomes of a call that ends so', () => {
    const page = explanation({ example: null, verdict: 'unknown' });
    const text = explainText(page, textOptions());
    expect(text).toContain('the site may or may not have it, and it is never made again on its own');
    expect(text).not.toContain('Example');
  });
});
