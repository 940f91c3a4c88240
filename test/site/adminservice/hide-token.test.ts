import { describe, expect, it } from 'vitest';
import { hideToken } from '../../../src/site/adminservice/hide-token.ts';

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
    `"${[...text].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join('')}"`,
};

describe('a token that a site sends back', () => {
  it.each(Object.entries(ENCODERS))('is hidden where JSON is written %s', (_, encode) => {
    const answer = `{"message":${encode(`who is ${TOKEN}?`)},"path":${encode('C:\\SMS')}}`;
    expect(JSON.parse(answer).message).toBe(`who is ${TOKEN}?`);
    const hidden = JSON.parse(hideToken(TOKEN, answer));
    expect(hidden.message).toBe('who is [token]?');
    expect(hidden.path).toBe('C:\\SMS');
  });

  it('is hidden in what is no JSON', () => {
    expect(hideToken(TOKEN, `<p>${TOKEN}</p>`)).toBe('<p>[token]</p>');
  });

  it('stays where it is too short to be told from other words, or where there is none', () => {
    expect(hideToken('short', 'a short answer')).toBe('a short answer');
    expect(hideToken(undefined, 'undefined \\ answer')).toBe('undefined \\ answer');
  });
});
