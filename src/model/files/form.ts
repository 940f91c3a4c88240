// OpenSSL, ssh and gpg say of a file of another form no more than that it is not theirs: people are told what it is.
import { X509Certificate } from 'node:crypto';
import { decode } from './decode.ts';

/** What each form that a file may have is called in a sentence. */
export const FORMS = {
  certificate: 'a certificate in PEM form',
  derCertificate: 'a certificate in DER form',
  pkcs7: 'a PKCS#7 bundle in PEM form (.p7b)',
  derPkcs7: 'a PKCS#7 bundle in DER form (.p7b)',
  pkcs12: 'a PKCS#12 file (.pfx)',
  request: 'a certificate request',
  crl: 'a certificate revocation list',
  bareBase64: 'base64 without its lines of BEGIN and END',
  publicKey: 'a public key in PEM form',
  privateKey: 'a private key',
  lockedKey: 'a private key with a passphrase',
  puttyKey: 'a private key of PuTTY (.ppk)',
  sshPublic: 'an SSH public key',
  ssh2Public: 'an SSH public key in the form of RFC 4716',
  krl: 'an SSH key revocation list (KRL)',
  pgpPublic: 'OpenPGP public keys',
  pgpPrivate: 'an OpenPGP private key',
  pgpOther: 'an OpenPGP message or signature',
  html: 'a web page',
  der: 'binary data in DER form',
} as const;

/** The name of one of these forms. */
export type FormName = keyof typeof FORMS;

/** The type of an SSH key, and the beginning of every such key. */
export const SSH_KEY = /^(?:ssh|ecdsa|sk)-[\w.@-]+[ \t]+AAAA/;
/** The same behind something on its line. */
export const LATER_SSH_KEY = /[ \t](?:ssh|ecdsa|sk)-[\w.@-]+[ \t]+AAAA/;

const LABELS: Readonly<Record<string, FormName>> = {
  CERTIFICATE: 'certificate',
  'X509 CERTIFICATE': 'certificate',
  'TRUSTED CERTIFICATE': 'certificate',
  PKCS7: 'pkcs7',
  CMS: 'pkcs7',
  'CERTIFICATE REQUEST': 'request',
  'NEW CERTIFICATE REQUEST': 'request',
  'X509 CRL': 'crl',
  'PUBLIC KEY': 'publicKey',
  'RSA PUBLIC KEY': 'publicKey',
  'ENCRYPTED PRIVATE KEY': 'lockedKey',
  'SSH2 PUBLIC KEY': 'ssh2Public',
  'PGP PUBLIC KEY BLOCK': 'pgpPublic',
  'PGP PRIVATE KEY BLOCK': 'pgpPrivate',
  'PGP MESSAGE': 'pgpOther',
  'PGP SIGNATURE': 'pgpOther',
  'PGP SIGNED MESSAGE': 'pgpOther',
};

/** What a file is. */
export interface Recognized {
  /** False: bytes that are not meant to be read as a text. */
  readonly isText: boolean;
  /** Every form that is found in it, in the order of the file; none for a text of no form that is known. */
  readonly forms: readonly FormName[];
}

/** Of a large file the beginning says what it is. */
const LOOKED_AT = 256 * 1024;

/** Recognizes what a file is, whatever its name says. */
export function recognize(bytes: Uint8Array): Recognized {
  const { encoding, text } = decode(bytes.subarray(0, LOOKED_AT));
  const binary = findBinary(bytes) ?? (encoding === 'unknown' ? findPgpPacket(bytes) : undefined);
  return binary ? { isText: false, forms: [binary] } : { isText: true, forms: formsOfText(text) };
}

function formsOfText(text: string): readonly FormName[] {
  const labels = [...text.matchAll(/^-{4,5} ?BEGIN ([A-Z0-9 ]+?) ?-{4,5}/gm)];
  if (labels.length > 0) return labels.flatMap(([, label = '']) => formOfLabel(label, text));
  const lines = text.split('\n').map((line) => line.trim());
  if (lines[0]?.startsWith('PuTTY-User-Key-File-')) return ['puttyKey'];
  if (/^\s*<(?:!doctype|html|head|\?xml)/i.test(text)) return ['html'];
  if (lines.some((line) => SSH_KEY.test(line))) return ['sshPublic'];
  return /^\s*MI[A-Za-z0-9+/=\s]{64,}$/.test(text) ? ['bareBase64'] : [];
}

function formOfLabel(label: string, text: string): readonly FormName[] {
  const known = LABELS[label];
  if (known) return [known];
  if (!label.endsWith('PRIVATE KEY')) return [];
  return [/^Proc-Type: .*ENCRYPTED/m.test(text) || isLockedSshKey(text) ? 'lockedKey' : 'privateKey'];
}

/** The form of OpenSSH says in its first bytes by which cipher the key is locked. */
function isLockedSshKey(text: string): boolean {
  const [, base64 = ''] = /BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)/.exec(text) ?? [];
  const head = Buffer.from(base64, 'base64').toString('latin1');
  return head.startsWith('openssh-key-v1\0') && !head.startsWith('none', 'openssh-key-v1\0'.length + 4);
}

const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');

function findBinary(bytes: Uint8Array): FormName | undefined {
  const head = Buffer.from(bytes.subarray(0, 64));
  if (head.toString('latin1', 0, 7) === 'SSHKRL\n') return 'krl';
  const second = bytes[1] ?? 0;
  // A sequence whose length takes more than one byte: every one that is worth a file does.
  if (bytes[0] !== 0x30 || second < 0x80 || second > 0x84) return undefined;
  if (isDerCertificate(bytes)) return 'derCertificate';
  if (head.includes(SIGNED_DATA)) return 'derPkcs7';
  return head.includes(Buffer.from('020103', 'hex')) ? 'pkcs12' : 'der';
}

function isDerCertificate(bytes: Uint8Array): boolean {
  try {
    return new X509Certificate(bytes).subject !== null;
  } catch {
    return false;
  }
}

/** The first packet of OpenPGP's binary form: of a public or a secret key. */
function findPgpPacket([first = 0]: Uint8Array): FormName | undefined {
  if ((first >= 0x98 && first <= 0x9b) || first === 0xc6) return 'pgpPublic';
  return (first >= 0x94 && first <= 0x97) || first === 0xc5 ? 'pgpPrivate' : undefined;
}
