import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiderNow, hiderOf } from '../../../src/model/secrets/hide.ts';

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const numbers = (text: string, write: (unit: number) => string) =>
  Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at))).join('');
const hex = (unit: number) => unit.toString(16).padStart(4, '0');

/** What programs make of a secret before it is sent back. */
const SPELLINGS: Readonly<Record<string, (secret: string) => string>> = {
  'by itself': (secret) => secret,
  'in capitals': (secret) => secret.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'percent-encoded': encodeURIComponent,
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'percent-encoded three times': (secret) =>
    encodeURIComponent(encodeURIComponent(encodeURIComponent(secret))),
  'percent-encoded in small letters': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  'every byte percent-encoded': percent,
  'every byte percent-encoded, twice': (secret) => percent(secret).replaceAll('%', '%25'),
  'as a part of a url': encodeURI,
  'as the password of a url': (secret) =>
    Object.assign(new URL('https://u@h/'), { password: secret }).href.slice(
      'https://u:'.length,
      -'@h/'.length,
    ),
  'in a form': (secret) => new URLSearchParams({ '': secret }).toString().slice(1),
  'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'in JSON by numbers': (secret) => numbers(secret, (unit) => `\\u${hex(unit)}`),
  'in JSON by numbers, in capitals': (secret) => numbers(secret, (unit) => `\\u${hex(unit).toUpperCase()}`),
  'in JSON with slashes escaped': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'as HTML': (secret) =>
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'as HTML by numbers': (secret) => [...secret].map((one) => `&#${one.codePointAt(0)};`).join(''),
  'as HTML by numbers of base 16': (secret) =>
    [...secret].map((one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
};

/** Where a line is broken, and by what. */
const BREAKS = ['\n', '\r\n', '\n  ', '\\n', '\\r\\n', '%0A', '%0D%0a', '\nremote: '];

// A token, a password of any characters, and words that programs give a meaning to.
const characters = fc.oneof(
  fc.constantFrom(...'abcXYZ0189+/=&?#%"\'\\<>~!*()$ {}[]@:;,.-_üß東🏢'),
  fc.constantFrom('%41', '%25', '\\u0041', '\\n', '&amp;', '&#65;', 'remote:', '\\\\'),
);
const secretOf = (minLength: number) =>
  fc
    .array(characters, { minLength, maxLength: 40 })
    .map((parts) => parts.join('').trim())
    .filter((secret) => secret.length >= minLength);
const around = fc.constantFrom('', ' ', ':', '"', '@', '=', '(', '\n', '&', '/', 'remote: ');

describe.each(Object.entries(SPELLINGS))('a secret that is written %s', (_, write) => {
  it('is taken out whole, whatever it is', () => {
    fc.assert(
      fc.property(secretOf(4), around, around, (secret, before, after) => {
        const text = `~[${before}${write(secret)}${after}]~`;
        const hidden = hiderOf([secret])(text);
        expect(hidden).toContain('***');
        expect(hidden.replaceAll(/[*\\]/g, '').length).toBeLessThanOrEqual(`~[${before}${after}]~`.length);
      }),
    );
  });

  it('is taken out where a line is broken in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abcXYZ0189+/=&"<'), minLength: 4, maxLength: 40 }),
        fc.constantFrom(...BREAKS),
        fc.nat(),
        (secret, lineBreak, place) => {
          const at = 1 + (place % (secret.length - 1));
          const text = `~[${write(secret.slice(0, at))}${lineBreak}${write(secret.slice(at))}]~`;
          expect(hiderOf([secret])(text)).toBe('~[***]~');
        },
      ),
    );
  });

  it('is taken out of its own word where it is short', () => {
    for (const secret of ['a', 'x9', 'pw!', '%41', '7']) {
      expect(hiderOf([secret])(`user:${write(secret)}@host`)).toBe('user:***@host');
    }
  });
});

describe('a secret in base64', () => {
  const LETTERS: Readonly<Record<string, (text: string) => string>> = {
    'as it is': (text) => text,
    'for urls': (text) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    'percent-encoded': encodeURIComponent,
    'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
    'in lines of 64': (text) => text.replaceAll(/.{64}(?!$)/g, '$&\n'),
    'in lines of 10': (text) => text.replaceAll(/.{10}(?!$)/g, '$&\r\n  '),
    'in a line of JSON': (text) => text.replaceAll(/.{76}(?!$)/g, '$&\\n'),
  };

  it.each(Object.entries(LETTERS))('is taken out wherever it begins: %s', (_, write) => {
    const bytes = fc.uint8Array({ maxLength: 8 });
    fc.assert(
      fc.property(secretOf(4), bytes, bytes, (secret, before, after) => {
        const encoded = Buffer.concat([before, Buffer.from(secret), after]).toString('base64');
        const hidden = hiderOf([secret])(`~[${write(encoded)}]~`);
        expect(hidden).toContain('***');
        // What is left decodes to nothing of the secret: each character holds six bits.
        const left = hidden.slice(2, -2).replaceAll(/%25|%0A|%0D|[*\r\n ]|\\n/g, '').length;
        expect(left).toBeLessThanOrEqual(
          Math.ceil((before.length * 8) / 6) + Math.ceil((after.length * 8) / 6) + 12,
        );
      }),
    );
  });

  it('leaves not one of its letters to be decoded', () => {
    for (const user of ['', 'a', 'ab', 'x-access-token:']) {
      const header = `Basic ${Buffer.from(`${user}canary-token-01`).toString('base64')}`;
      const [, left = ''] = hiderOf(['canary-token-01'])(header).split(' ');
      const [before = '', after = ''] = left
        .split('***')
        .map((part) => Buffer.from(part, 'base64').toString());
      expect(user.startsWith(before)).toBe(true);
      expect(after).toBe('');
    }
  });
});

describe('what is no secret', () => {
  it('stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(hiderOf(['ghp_0123456789abcdefghij'])(text)).toBe(text);
        expect(hiderOf(['', ' \n'])(text)).toBe(text);
        expect(hiderOf([])(text)).toBe(text);
      }),
    );
  });

  it('is no part of a longer word where the secret is very short', () => {
    expect(hiderOf(['a', 'all', 'to'])('a call to all tokens')).toBe('*** call *** *** tokens');
  });
});

describe('secrets of several lines', () => {
  const KEY = '-----BEGIN KEY-----\nY2FuYXJ5a2V5\nZmlsZWNhbmFy\n-----END KEY-----\n';

  it('are taken out as a whole, and line by line', () => {
    const hide = hiderOf([KEY]);
    expect(hide(`<${KEY.trim()}>`)).toBe('<***>');
    expect(hide(`<${JSON.stringify(KEY.trim())}>`)).toBe('<"***">');
    expect(hide('the line Y2FuYXJ5a2V5 alone')).toBe('the line *** alone');
    expect(hide(`a ${Buffer.from(KEY).toString('base64')} b`)).toMatch(/^a \*\*\*=* b$/);
  });
});

it('secrets that hold one another leave nothing of either', () => {
  const secrets = ['canary-one', 'canary-one-and-two', 'two-and-three'];
  for (const order of [secrets, secrets.toReversed()]) {
    expect(hiderOf(order)('x canary-one-and-two-and-three y')).toBe('x *** y');
  }
});

it('secrets are those of the moment', () => {
  let secret = 'first-secret';
  const hide = hiderNow(() => [secret]);
  expect(hide()('first-secret second-secret')).toBe('*** second-secret');
  secret = 'second-secret';
  expect(hide()('first-secret second-secret')).toBe('first-secret ***');
});

describe('a text that means to keep its reader busy', { timeout: 120_000 }, () => {
  const PARTS = ['\\', '%25', '%', '&', '\n', 'a', '\\u0061', '%2525', '&#97;', '\\\n'];

  it.each([
    ['a token', 'a0123456789abcdefghij', 50_000],
    ['a secret of what begins a spelling', String.raw`\\\\%%%%%%%%&&&&aaaaaaaaaaaaaaaaaaaaaaaab`, 1_000],
  ])('does not, where %s is looked for', (_, secret, count) => {
    for (const part of PARTS) expect(hiderOf([secret])(part.repeat(count))).toBe(part.repeat(count));
  });
});
