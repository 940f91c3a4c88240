import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { planMarkdown } from '../../../src/report/markdown/plan.ts';
import { escapeText } from '../../../src/report/text/layout/escape.ts';
import { filled, planShape, TEXTS } from '../make/hostile-plan.ts';
import { hostileText } from '../make/hostile-text.ts';
import { REFERENCES } from '../make/references.ts';
import { rendered } from '../make/rendered.ts';

const print = (plan: Plan) => planMarkdown(plan, { limit: Infinity, all: true });
const hostileTexts = () => fc.array(hostileText(), { minLength: TEXTS, maxLength: TEXTS });

/** As people are to see a text. */
const shown = (text: string) => escapeText(text.replace(/\s+/gu, ' ').trim());

/** A harmless word for each text, the same one for texts that are the same; nothing where there is nothing to see. */
function harmless(texts: readonly string[]): readonly string[] {
  return texts.map((text) => (shown(text) === '' ? text : `QQ${'x'.repeat(texts.indexOf(text) + 1)}QQ`));
}

/** The text of a plan with harmless words, with the texts that they stand for. */
function unharmed(text: string, texts: readonly string[]): string {
  return text.replace(/QQ(x+)QQ/g, (_, { length }) => texts[length - 1] ?? '');
}

describe('a plan with hostile texts', () => {
  it('has the elements that it has with harmless ones, and shows the texts as they stand', () => {
    fc.assert(
      fc.property(planShape(), hostileTexts(), (shape, texts) => {
        const evil = rendered(print(filled(shape, texts)));
        const plain = rendered(print(filled(shape, harmless(texts))));
        expect(evil.tags).toEqual(plain.tags);
        expect(shown(evil.text)).toBe(shown(unharmed(plain.text, texts)));
      }),
    );
  });

  it('has no reference that a host could find, and no line that a host could take for a command', () => {
    fc.assert(
      fc.property(planShape(), hostileTexts(), (shape, texts) => {
        const markdown = print(filled(shape, texts));
        for (const piece of rendered(markdown).pieces) {
          const found = Object.keys(REFERENCES).filter((name) => REFERENCES[name]?.test(piece));
          expect({ piece, found }).toEqual({ piece, found: [] });
        }
        // GitLab carries out what stands alone on a line: /close, /merge.
        expect(markdown).not.toMatch(/^\s*\//m);
      }),
    );
  });
});
