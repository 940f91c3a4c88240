import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileUse, findFileMistake } from '../../../src/model/files/file-mistake.ts';
import { ENCODERS, SSH_PUBLIC, WRITTEN_FORMS, type WrittenForm } from '../../make/operator-files.ts';

const bytesOf = (content: string | Buffer) => Buffer.from(content);
const mistakeOf = (use: FileUse, content: string | Buffer) =>
  findFileMistake(use, bytesOf(content), '/etc/dpsync/file');

/** A right file of each use, and the forms that may stand there. */
const USES: Readonly<
  Record<FileUse, { readonly right: string; readonly takes: readonly WrittenForm[]; readonly empty: boolean }>
> = {
  authorities: { right: WRITTEN_FORMS.certificate, takes: ['certificate'], empty: false },
  sshKey: { right: WRITTEN_FORMS.opensshKey, takes: ['opensshKey', 'privateKey'], empty: false },
  knownHosts: { right: `git.example ${SSH_PUBLIC}`, takes: [], empty: true },
  allowedSigners: { right: `# us\nada@example namespaces="git" ${SSH_PUBLIC}`, takes: [], empty: true },
  revokedKeys: { right: SSH_PUBLIC, takes: ['sshPublic', 'krl'], empty: true },
  pgpKeys: { right: WRITTEN_FORMS.pgpPublic, takes: ['pgpPublic', 'pgpPublicBinary'], empty: false },
  config: { right: 'apiVersion: dpsync/v1\nkind: Config\n', takes: [], empty: false },
  facts: { right: '{"apiVersion":"dpsync/v1","kind":"Facts"}\n', takes: [], empty: false },
  token: { right: 'ghp_0123456789\n', takes: ['bareBase64'], empty: true },
};
const CASES = Object.entries(USES).map(([use, rest]) => ({ use: use as FileUse, ...rest }));

/** What each form is called in a message. */
const CALLED: Readonly<Record<WrittenForm, RegExp>> = {
  certificate: /^is a certificate in PEM form;/,
  derCertificate: /^is a certificate in DER form;/,
  pkcs7: /^is a PKCS#7 bundle in PEM form/,
  derPkcs7: /^is a PKCS#7 bundle in DER form/,
  pkcs12: /^is a PKCS#12 file/,
  request: /^is a certificate request;/,
  crl: /^is a certificate revocation list;/,
  bareBase64: /^is base64 without its lines of BEGIN and END;/,
  publicKey: /^is a public key in PEM form;/,
  privateKey: /^is a private key;/,
  opensshKey: /^is a private key;/,
  lockedKey: /^is a private key with a passphrase;/,
  lockedOpensshKey: /^is a private key with a passphrase;/,
  puttyKey: /^is a private key of PuTTY/,
  sshPublic: /^is an SSH public key;|^has a key without its (?:host|signer) at line 1;/,
  ssh2Public: /^is an SSH public key in the form of RFC 4716;/,
  krl: /^is an SSH key revocation list/,
  pgpPublic: /^is OpenPGP public keys;/,
  pgpPublicBinary: /^is OpenPGP public keys;/,
  pgpPrivate: /^is an OpenPGP private key;/,
  pgpPrivateBinary: /^is an OpenPGP private key;/,
  pgpOther: /^is an OpenPGP message or signature;/,
  html: /^is a web page;/,
  der: /^is binary data in DER form;/,
};

describe.each(CASES)('a file of $use', ({ use, right, takes, empty }) => {
  it('is taken where it is right', () => {
    expect(mistakeOf(use, right)).toBeUndefined();
    for (const form of takes) expect(mistakeOf(use, WRITTEN_FORMS[form]), form).toBeUndefined();
  });

  const wrong = (Object.keys(CALLED) as WrittenForm[]).filter((form) => !takes.includes(form));
  it.each(wrong)('that is of the form %s is called so, with what to do', (form) => {
    const mistake = mistakeOf(use, WRITTEN_FORMS[form]) ?? '';
    expect(mistake).toMatch(CALLED[form]);
    expect(mistake.split('; ').length).toBeGreaterThan(1);
    expect(mistake).not.toContain('FILE');
  });

  it.each(Object.entries(ENCODERS))('in %s is called so, with the command', (_, encode) => {
    expect(mistakeOf(use, encode(right))).toMatch(
      /^is UTF-(?:16|32)(?: \(as > and Out-File of Windows PowerShell write it\))?, not UTF-8; in a shell: text=\$\(iconv/,
    );
  });

  it('in Windows-1252 is refused, with the place and the command', () => {
    expect(mistakeOf(use, Buffer.from(`${right}# Zürich\n`, 'latin1'))).toMatch(
      /^is not UTF-8 at line \d+, column 4; in a shell: text=\$\(iconv -f WINDOWS-1252 /,
    );
  });

  it('that holds NUL bytes is refused', () => {
    expect(mistakeOf(use, `${right}\0`)).toBe('is no text: it holds NUL bytes');
  });

  it.each(['', ' \n'])('that is empty (%j) is called so where nobody else says it better', (content) => {
    const mistake = mistakeOf(use, content);
    if (empty) expect(mistake).toBeUndefined();
    else expect(mistake).toMatch(/^is empty; /);
  });

  it('may begin with a byte order mark only where no other program reads it', () => {
    const isOwn = use === 'config' || use === 'facts' || use === 'token';
    const mistake = mistakeOf(use, `\ufeff${right}`);
    if (isOwn) expect(mistake).toBeUndefined();
    else
      expect(mistake).toMatch(/^begins with a byte order mark, which hides its first line; in a shell: sed/);
  });
});

describe('a file of authorities', () => {
  const PEM = WRITTEN_FORMS.certificate;

  it('may hold a key beside the certificates, and notes', () => {
    expect(mistakeOf('authorities', `${WRITTEN_FORMS.privateKey}# ours\n${PEM}${PEM}`)).toBeUndefined();
  });

  it.each([
    ['an empty certificate at line 1', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
    ['an empty certificate at line 1', '-----BEGIN CERTIFICATE-----\r\n\r\n-----END CERTIFICATE-----\r\n'],
    ['a damaged certificate at line 1', PEM.slice(0, PEM.length / 2)],
    [
      'a damaged certificate at line 12',
      `${PEM}-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n`,
    ],
    ['no certificate', 'hello\n'],
  ])('holds %s', (what, text) => {
    expect(mistakeOf('authorities', text)).toContain(`holds ${what}; `);
  });

  it('is made of another form by a command, of this file', () => {
    expect(findFileMistake('authorities', WRITTEN_FORMS.derCertificate, "/etc/our ca's.cer")).toContain(
      `openssl x509 -inform der -in '/etc/our ca'\\''s.cer' -out '/etc/our ca'\\''s.cer.pem'`,
    );
  });
});

describe('a private key of OpenSSH', () => {
  it.each([
    ['has no end of its last line', WRITTEN_FORMS.opensshKey.trimEnd()],
    ['has the line ends of Windows', WRITTEN_FORMS.opensshKey.replaceAll('\n', '\r\n')],
  ])('%s', (what, text) => {
    expect(mistakeOf('sshKey', text)).toContain(what);
  });
});

describe('the letters of a config', () => {
  it.each(['Zürich', 'Łódź', '東京', 'Köln – Süd'])(
    'are named where another program lost them: %s',
    (name) => {
      const garbled = new TextDecoder('windows-1252').decode(Buffer.from(name));
      expect(mistakeOf('config', `a:\n  - ${name.replaceAll(/[^\0-\x7f]/gu, '\ufffd')}\n`)).toMatch(
        /^holds the character U\+FFFD at line 2, column \d+, .*"\\uFFFD" where it is meant$/,
      );
      expect(mistakeOf('config', `a:\n  - ${garbled}\n`)).toMatch(
        /^holds UTF-8 that was read as Windows-1252 and saved again, at line 2, column \d+; /,
      );
    },
  );

  it('of other languages are taken as they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Zürich', 'Łódź', 'Århus', '東京', 'Αθήνα', '🏢', ' '), { minLength: 1 }),
        (names) => {
          expect(mistakeOf('config', `a: ${names.join(' ')}Ü\n`)).toBeUndefined();
        },
      ),
    );
  });
});

it('a list of signers without a key is named', () => {
  expect(mistakeOf('allowedSigners', 'ada@example\n')).toMatch(/^holds no SSH key; /);
});

it('nothing of a secret is repeated', () => {
  const canary = 'canary0123456789';
  for (const encode of Object.values(ENCODERS)) {
    expect(mistakeOf('token', encode(canary))).not.toContain('canary');
  }
  expect(mistakeOf('token', Buffer.from(`${canary}ü`, 'latin1'))).not.toContain('canary');
});
