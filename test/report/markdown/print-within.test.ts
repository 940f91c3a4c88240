import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { planMarkdown } from '../../../src/report/markdown/plan.ts';
import { filled, planShape, TEXTS } from '../make/hostile-plan.ts';
import { hostileText } from '../make/hostile-text.ts';
import { plan } from '../make/noun/plan.ts';
import { planned } from '../make/noun/planned.ts';
import { problem } from '../make/noun/problem.ts';
import { rendered } from '../make/rendered.ts';

const calls = (amount: number, wave = 0) =>
  Array.from({ length: amount }, (_, at) => planned(`P01/P0100012/Group ${at}`, { wave }));

const print = (whole: Plan, limit: number) => planMarkdown(whole, { limit, all: true });

/** The rows that are shown, and those that are said to be left out. */
function rowsOf(markdown: string): { readonly shown: number; readonly missing: number } {
  const { tags, text } = rendered(markdown);
  const said = [...text.matchAll(/… and ([\d,]+) more;|more tables? of ([\d,]+) rows?;/g)];
  const missing = said.map(([, rows, ofTables]) => Number((rows ?? ofTables ?? '').replaceAll(',', '')));
  const heads = tags.filter((tag) => tag === '<thead>').length;
  return {
    shown: tags.filter((tag) => tag === '<tr>').length - heads,
    missing: missing.reduce((sum, amount) => sum + amount, 0),
  };
}

const counted = (tags: readonly string[], name: string) =>
  tags.filter((tag) => tag.startsWith(`<${name}`)).length - tags.filter((tag) => tag === `</${name}>`).length;

describe('a comment that would be too long', () => {
  it.each([65_536, 150_000])('stays within %d, and uses the room', (limit) => {
    const text = print(plan(calls(100_000)), limit);
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text.length).toBeGreaterThan(limit - 200);
    const { shown, missing } = rowsOf(text);
    expect(shown + missing).toBe(100_000);
    expect(text).toContain('100,000 calls');
    expect(text).toMatch(/… and [\d,]+ more; `dpsync plan -o json` shows all\.\n/);
  });

  it('shows no more than 5,000 rows of a table, however much room there is', () => {
    expect(rowsOf(print(plan(calls(6000)), 1_000_000))).toEqual({ shown: 5000, missing: 1000 });
  });

  it('leaves out rows of the longest table first', () => {
    const problems = Array.from({ length: 3 }, () => problem());
    const text = print(plan([...calls(2000), ...calls(4, 1)], { problems }), 20_000);
    expect(text.match(/spec&#x2e;colour/g)).toHaveLength(3);
    expect(text.match(/^### .*/gm)).toHaveLength(3);
    expect(text.match(/… and/g)).toHaveLength(1);
    expect(text).toMatch(/### Wave 1: 4 calls.*\n\n.*\n.*\n(\|.*\n){4}/);
  });

  it('says how many tables there is no room for', () => {
    const waves = Array.from({ length: 15 }, (_, wave) => calls(2, wave)).flat();
    const text = print(plan(waves, { problems: [problem()] }), 1500);
    expect(text.length).toBeLessThanOrEqual(1500);
    expect(text).toContain('### Problems (1)');
    expect(text).toMatch(/\n… and \d+ more tables of \d+ rows; `dpsync plan -o json` shows all\.\n/);
    expect(rowsOf(text)).toEqual({ shown: 0, missing: 31 });
  });

  it('has room for what is wrong, however many waves there are', () => {
    const waves = Array.from({ length: 5000 }, (_, wave) => calls(2, wave)).flat();
    const text = print(plan(waves, { problems: [problem()] }), 65_536);
    expect(text).toContain('spec&#x2e;colour');
    expect(text).toContain('### Wave 19: 2 calls');
    expect(text).toContain('### 4,980 later waves: 9,960 calls');
    expect(text).toContain('| 20 | <code>P0100012</code> |');
    expect(rowsOf(text).shown).toBeGreaterThan(400);
  });

  it('is the whole text where it just fits, and not where it just does not', () => {
    const whole = plan(calls(30));
    const all = print(whole, Infinity);
    expect(print(whole, all.length)).toBe(all);
    expect(print(whole, all.length - 1)).not.toBe(all);
  });

  it('is never too long nor torn, loses no row uncounted, and shows more where there is more room', () => {
    const texts = fc.array(hostileText(), { minLength: TEXTS, maxLength: TEXTS });
    const limits = fc.array(fc.integer({ min: 1000, max: 12_000 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(planShape(), texts, limits, (shape, names, rooms) => {
        const whole = filled(shape, names);
        const all = rowsOf(print(whole, Infinity)).shown;
        let before = 0;
        for (const limit of rooms.toSorted((one, other) => one - other)) {
          const text = print(whole, limit);
          expect(text.length).toBeLessThanOrEqual(limit);
          const { shown, missing } = rowsOf(text);
          expect(shown + missing).toBe(all);
          expect(shown).toBeGreaterThanOrEqual(before);
          before = shown;
          const { tags } = rendered(text);
          for (const name of ['table', 'tr', 'td', 'details', 'code'])
            expect({ name, open: counted(tags, name) }).toEqual({ name, open: 0 });
        }
      }),
    );
  });
});
