import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPlainMeasure } from '../../../../src/report/text/layout/measure.ts';
import { WIDE } from '../../../../src/report/text/layout/wide.ts';

describe('the plain measure', () => {
  it('measures and tears as the other does, where it is enough', () => {
    const units = fc.constantFrom(...'ab Z~`\\[·…→', 'é', '東', '🏢', '\u0301', '\u200d', '\u001b');
    fc.assert(
      fc.property(fc.string({ unit: units }), (text) => {
        const plain = openPlainMeasure();
        const measured = { columns: plain.columns(text), characters: plain.characters(text) };
        const exact = { columns: WIDE.columns(text), characters: WIDE.characters(text) };
        if (plain.isEnough()) expect(measured).toEqual(exact);
      }),
    );
  });

  it.each(['Branch Offices EU', 'one · two', '→ `dpsync status`', 'Branch …', ''])(
    'is enough for "%s"',
    (text) => {
      const plain = openPlainMeasure();
      plain.columns(text);
      expect(plain.isEnough()).toBe(true);
    },
  );

  it('is not enough once it met a character that it does not know', () => {
    const plain = openPlainMeasure();
    for (const text of ['Campus', 'Büro', 'Campus']) plain.columns(text);
    expect(plain.isEnough()).toBe(false);
  });
});
