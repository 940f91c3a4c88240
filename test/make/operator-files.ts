import { generateKeyPairSync } from 'node:crypto';

const DER = Buffer.from(
  `MIIBmDCCAT2gAwIBAgIUN+F6Z965pYQpADfHlW4LfBQHaFYwCgYIKoZIzj0EAwIwIDEeMBwGA1UEAwwVZHBzeW5jIHRlc3QgYXV0aG9yaXR5MCAXDTI2
MTIwMTAyMDgxNFoYDzIxMjYxMTA3MDIwODE0WjAgMR4wHAYDVQQDDBVkcHN5bmMgdGVzdCBhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AAQ4Jyoph5pA48Nc674BgZJROBUHmKL+gZPJwfFvrXC5RoDmfv7Hv6sq9vX04lE4fUCDgqyLS1PQJP9NLQkcKkVco1MwUTAdBgNVHQ4EFgQUpsNrQ4CK
tjPw4Zg7GpqgkW2HURkwHwYDVR0jBBgwFoAUpsNrQ4CKtjPw4Zg7GpqgkW2HURkwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAt6sI
qRceXHShqqIDYHpLHwS06YiQBGsIsIFGouXKw0wCIQD387dX/oPCfyjU0PLaF3xTCtax+NAytrRuNT7n5EzT7Q==`,
  'base64',
);

/** An armoured text under a label. */
export const armoured = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;

/** The head of OpenSSH's form, which says by what the key is locked. */
const opensshKey = (cipher: string) =>
  armoured(
    'OPENSSH PRIVATE KEY',
    Buffer.concat([
      Buffer.from('openssh-key-v1\0\0\0\0'),
      Buffer.from([cipher.length]),
      Buffer.from(cipher),
      Buffer.alloc(180, 7),
    ]),
  );

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** The public half of an SSH key, as it stands in a `.pub` file. */
export const SSH_PUBLIC =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIApVn//KdAP67cEjxrPaDN+u9GxMuNpDiGSFPPCKhoTZ ada@example\n';

/** What operators have at hand, by what it is called in a message. */
export const WRITTEN_FORMS = {
  certificate: armoured('CERTIFICATE', DER),
  derCertificate: DER,
  pkcs7: armoured('PKCS7', DER),
  derPkcs7: Buffer.concat([Buffer.from('308201c706092a864886f70d010702', 'hex'), DER]),
  pkcs12: Buffer.concat([Buffer.from('3082042c020103308203e2', 'hex'), DER]),
  request: armoured('CERTIFICATE REQUEST', DER),
  crl: armoured('X509 CRL', DER),
  bareBase64: `${DER.toString('base64')}\n`,
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  opensshKey: opensshKey('none'),
  lockedKey: privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'test' })
    .toString(),
  lockedOpensshKey: opensshKey('aes256-ctr'),
  puttyKey: 'PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\n',
  sshPublic: SSH_PUBLIC,
  ssh2Public: '---- BEGIN SSH2 PUBLIC KEY ----\nAAAAC3NzaC1lZDI1NTE5\n---- END SSH2 PUBLIC KEY ----\n',
  krl: Buffer.from('SSHKRL\n\0\0\0\0\u0001'),
  pgpPublic: armoured('PGP PUBLIC KEY BLOCK', DER),
  pgpPublicBinary: Buffer.from('983304692e', 'hex'),
  pgpPrivate: armoured('PGP PRIVATE KEY BLOCK', DER),
  pgpPrivateBinary: Buffer.from('955804692e', 'hex'),
  pgpOther: armoured('PGP SIGNATURE', DER),
  html: '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n',
  der: Buffer.from('30820400a0030201', 'hex'),
} as const satisfies Readonly<Record<string, string | Buffer>>;

/** The name of one of these forms. */
export type WrittenForm = keyof typeof WRITTEN_FORMS;

/** The bytes of a text in another encoding than UTF-8. */
export const ENCODERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-16 with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 without a mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16, big end first, without a mark': (text) => Buffer.from(text, 'utf16le').swap16(),
  'UTF-32': (text) =>
    Buffer.concat(
      ['\ufeff', ...text].map((character) => {
        const four = Buffer.alloc(4);
        four.writeUInt32LE(character.codePointAt(0) ?? 0);
        return four;
      }),
    ),
};
