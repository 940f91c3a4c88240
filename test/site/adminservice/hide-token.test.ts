import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideToken } from '../../../src/site/adminservice/hide-token.ts';
import { parseJson } from '../../../src/site/adminservice/json.ts';

const TOKEN = 'a/token+of="16".or\\more<characters>';

/** What JSON lets an encoder write for each character. */
const ENCODERS: Readonly<Record<string, (text: string) => string>> = {
  plainly: (text) => JSON.stringify(text),
  'with slashes escaped': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'with numbers, as .NET does': (text) =>
    JSON.stringify(text)
      .replaceAll('\\"', '\\u0022')
      .replace(/[+<>]/g, (character) => `\\u00${character.charCodeAt(0).toString(16).toUpperCase()}`),
  'all with numbers': (text) =>
    `"${[...text].map((character) => `\\u00${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')}"`,
};

describe('a token that a site sends back', () => {
  it.each(Object.entries(ENCODERS))('is hidden where JSON is written %s', (_, encode) => {
    const answer = `{"message":${encode(`who is ${TOKEN}?`)},"path":${encode('C:\\SMS')}}`;
    expect(JSON.parse(answer).message).toBe(`who is ${TOKEN}?`);
    const hidden = JSON.parse(hideToken(TOKEN, { status: 500, text: answer }));
    expect(hidden.message).toBe('who is ***?');
    expect(hidden.path).toBe('C:\\SMS');
  });

  it('is hidden in what is no JSON', () => {
    expect(hideToken(TOKEN, { status: 200, text: `<p>${TOKEN}</p>` })).toBe('<p>***</p>');
  });

  it('is hidden in a string without an end to the JSON around it, however it is written and what stands beside it', () => {
    const near = fc.string({ unit: fc.constantFrom(...'\\"/\n\r\tnu04% +a'), maxLength: 6 });
    fc.assert(
      fc.property(near, fc.constantFrom(...Object.values(ENCODERS)), near, (before, encode, after) => {
        const text = `{"message":${encode(`${before}${TOKEN}${after}`)},"ReturnValue":0}`;
        fc.pre(parseJson(text) !== undefined);
        const hidden = JSON.parse(hideToken(TOKEN, { status: 200, text }));
        expect(hidden).toMatchObject({ ReturnValue: 0, message: expect.stringContaining('***') });
        expect(hidden.message).not.toContain(TOKEN);
      }),
    );
  });

  it('that is short is hidden in what is quoted, and leaves data as it is', () => {
    const text = '{"ReturnValue":0,"message":"a short answer"}';
    expect(hideToken('short', { status: 200, text })).toBe(text);
    expect(hideToken('short', { status: 500, text })).toContain('a *** answer');
    expect(hideToken('short', { status: 200, text: '<p>short' })).toBe('<p>***');
    expect(hideToken(undefined, { status: 500, text: 'undefined \\ answer' })).toBe('undefined \\ answer');
  });
});
