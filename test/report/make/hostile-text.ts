import fc from 'fast-check';

const PIECES = [
  ...['@team', '#1', '!1', '~label', '%1', '$1', '&1', 'GH-1', 'ABC-12', ':tada:', ':+1:', '*iteration:1'],
  ...[
    '<img src=x onerror=alert(1)>',
    '<b>',
    '</td>',
    '</details>',
    '<!--',
    '-->',
    '&lt;',
    '&#64;',
    '&commat;',
  ],
  ...[
    '[x](y)',
    '![x](y)',
    '[^1]',
    '[x]',
    '`',
    '``',
    '**',
    '_',
    '~~',
    '|',
    '\\|',
    '\\',
    '$$',
    '{+a+}',
    '[-a-]',
  ],
  ...['https://evil.example/x', 'www.evil.com', 'evil.com', 'ada@evil.com', 'any://x', 'mailto:a@b.c'],
  ...['deadbeef', '0123456789abcdef0123456789abcdef01234567', 'owner/repo@deadbeef', '/close', '- [ ] x'],
  ...['\n', '\r\n', '\t', '\u202e', '\u200b', '\u0007', '\u2028', '\ufeff', '\ud800', 'é', '😀', '漢字'],
  ...[' ', '  ', 'a', '1', 'Z', '# h', '> q', '---', '===', '1. x', '@', '#', ':', '.', '-', '@@@@'],
];

/** Texts that try to be more than text: markup, mentions, links, line breaks, marks that turn text around. */
export function hostileText(): fc.Arbitrary<string> {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(''));
  return fc.oneof({ arbitrary: pieces, weight: 4 }, fc.string({ unit: 'binary' }), fc.string());
}
