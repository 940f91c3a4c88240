import { expect, it } from 'vitest';
import { readStatus } from '../../../src/source/signature/openpgp.ts';

const KEY = 'DBB4A3419C8E3CDC8520B7792AF3754AF9FDC197';
const GOOD = '[GNUPG:] GOODSIG 2AF3754AF9FDC197 Ada <ada@example.com>';
const VALID = `[GNUPG:] VALIDSIG ${KEY} 2026-11-23 1795467201 0 4 0 22 8 00 ${KEY}`;

it('takes one good signature', () => {
  expect(readStatus(['[GNUPG:] NEWSIG', GOOD, VALID, ''])).toEqual({ verified: true, key: KEY });
});

it.each([
  ['nothing was said', []],
  ['the key is not told', [GOOD]],
  ['it is valid and not good', [VALID]],
  ['two are good', [GOOD, VALID, GOOD, VALID]],
  ['there is another', ['[GNUPG:] NEWSIG', GOOD, VALID, '[GNUPG:] NEWSIG']],
  ['the line of the key is short', [GOOD, VALID.slice(0, -41)]],
  ['the primary key is no fingerprint', [GOOD, VALID.replace(/\S+$/, 'no')]],
  ['it is good for somebody else than gpg', [`gpg: ${GOOD}`, VALID]],
])('takes none where %s', (_, lines) => {
  expect(readStatus(lines)).toEqual({
    verified: false,
    message: 'has an OpenPGP signature that gpg cannot check',
  });
});

it.each(['BADSIG', 'EXPSIG', 'EXPKEYSIG', 'REVKEYSIG', 'ERRSIG', 'NO_PUBKEY'])(
  'takes none beside which gpg says %s',
  (keyword) => {
    const bad = `[GNUPG:] ${keyword} 2AF3754AF9FDC197 Ada`;
    for (const lines of [
      [bad, GOOD, VALID],
      [GOOD, VALID, bad],
    ])
      expect(readStatus(lines)).toMatchObject({ verified: false });
  },
);

it('repeats nothing of a key that is no id', () => {
  expect(readStatus(['[GNUPG:] BADSIG \x1b[2J x'])).toMatchObject({
    message: expect.stringContaining('by the OpenPGP key without an id that'),
  });
});
