import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../src/report/markdown/escape.ts';
import { escapeText } from '../../../src/report/text/layout/escape.ts';
import { hostileText } from '../make/hostile-text.ts';
import { REFERENCES } from '../make/references.ts';
import { rendered } from '../make/rendered.ts';

/** A sentence with the text inside: where a value stands in a comment. */
const sentence = (text: string) => rendered(`Group ${escapeMarkdown(text)} here`);

describe('a value in markdown', () => {
  it.each([
    ['**bold** _it_ ~~gone~~ `code` \\*'],
    ['[x](https://evil.example) ![p](p.png) [^1]'],
    ['<img src=x> <!-- c --> &lt; &amp;#60;'],
    ['a | b || c \\| d'],
    ['@team #1 !2 ~label %1 $3 &4 GH-5 owner/repo#6 ABC-7'],
    ['www.example.com http://a.com ftp://b ada@example.com example.com mailto:ada@example.com'],
    [':tada: :+1: at 22:00:05 {+new+} [-old-] $a$'],
    ['0123456789abcdef0123456789abcdef01234567 deadbeef'],
  ])('reads as it stands: %s', (text) => {
    const { tags, text: seen } = sentence(text);
    expect(tags).toEqual(['<p>', '</p>']);
    expect(seen).toBe(`Group ${text} here`);
  });

  it('is on one line, and hides nothing', () => {
    expect(sentence('a\r\n\tb \u202e \u0007 c\u2028d').text).toBe('Group a b \\u{202e} \\u{7} c d here');
  });

  it.each([
    ['marks over one letter', `a${'\u0301'.repeat(100_000)}`],
    ['characters without a width', '\u200b'.repeat(100_000)],
    ['pairs of units', '😀'.repeat(100_000)],
  ])('is cut by its length, and not within a character: %s', (_, text) => {
    for (const most of [100, 101]) {
      const seen = rendered(escapeMarkdown(text, most)).text.trim();
      expect(seen.length).toBeLessThanOrEqual(most + 1);
      expect(seen).toMatch(/^(?:\P{Cs})+…$/u);
    }
  });

  it('costs nothing where there is nothing to escape', () => {
    const plain = 'Branch Offices EU, 1.0 (22:00:05), 100 % at 5 o’clock; Süd & West'.replace('&', 'und');
    expect(escapeMarkdown(plain)).toBe(plain);
  });

  it('is nothing but text, whatever it is', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const { tags, text: seen } = sentence(text);
        expect(tags).toEqual(['<p>', '</p>']);
        expect(seen).toBe(`Group ${escapeText(text.replace(/\s+/gu, ' ').trim())} here`);
      }),
    );
  });

  it('leaves no character as it is that markdown could read', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const rest = escapeMarkdown(text).replace(/<\/?span>|&#x[0-9a-f]+;/g, '');
        expect(rest).not.toMatch(/[@#[\]<>|`*_~$^&\\\n]/);
      }),
    );
  });

  it('leaves no piece of text in which a host finds a reference', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        for (const piece of sentence(text).pieces) {
          for (const [name, pattern] of Object.entries(REFERENCES)) {
            expect({ name, piece, found: pattern.test(piece) }).toMatchObject({ found: false });
          }
        }
      }),
    );
  });
});
