// What is wrong with a file that a config names, before another program reads it and says a riddle.
import { X509Certificate } from 'node:crypto';
import { FORMS, type FormName, LATER_SSH_KEY, recognize, SSH_KEY } from './form.ts';
import { findLostLetters } from './lost-letters.ts';
import { quotePath, rewriteWithoutMark } from './rewrite.ts';
import { readText } from './text.ts';

/** What an operator's file is for. */
export type FileUse =
  | 'authorities'
  | 'sshKey'
  | 'knownHosts'
  | 'allowedSigners'
  | 'revokedKeys'
  | 'pgpKeys'
  | 'config'
  | 'facts'
  | 'token';

/** What a use asks of its file. FILE in what helps stands for the file. */
interface Rule {
  /** Forms that it may have; another one that is known is a mistake. */
  readonly takes: readonly FormName[];
  /** What a text of no form that is known does not hold; left out: it may be right. */
  readonly lacks?: string;
  /** Forms that a command makes of it what is wanted. */
  readonly converts?: readonly FormName[];
  /** True: another says what it means that nothing is in it. */
  readonly mayBeEmpty?: true;
  /** dpsync itself reads it; any other program takes a byte order mark for a part of the first line. */
  readonly isOwn?: true;
  readonly remedy: string;
  /** What else is wrong with the text; with a remedy of its own behind a semicolon, or without. */
  readonly check?: (text: string) => string | undefined;
}

const RULES: Readonly<Record<FileUse, Rule>> = {
  authorities: {
    takes: ['certificate'],
    lacks: 'certificate',
    converts: ['derCertificate', 'pkcs7', 'derPkcs7', 'pkcs12'],
    remedy: 'write the certificate of the authority there, in PEM form',
    check: findBadCertificate,
  },
  sshKey: {
    takes: ['privateKey'],
    lacks: 'private key',
    converts: ['puttyKey', 'lockedKey'],
    remedy: 'name the private half of a key without a passphrase, as ssh-keygen writes it',
    check: findBadEnds,
  },
  knownHosts: {
    takes: ['sshPublic'],
    mayBeEmpty: true,
    remedy: 'write a line for each host: HOST KEY-TYPE KEY',
    check: (text) => findLoneKey(text, 'host'),
  },
  allowedSigners: {
    takes: ['sshPublic'],
    mayBeEmpty: true,
    remedy: 'write a line for each signer: NAME KEY-TYPE KEY',
    check: (text) =>
      findLoneKey(text, 'signer') ??
      (LATER_SSH_KEY.test(text) || !/^[ \t]*[^#\s]/m.test(text) ? undefined : 'holds no SSH key'),
  },
  revokedKeys: {
    takes: ['sshPublic', 'krl'],
    mayBeEmpty: true,
    remedy: 'write a public key on each line, or name a KRL that ssh-keygen -k wrote',
  },
  pgpKeys: {
    takes: ['pgpPublic'],
    remedy: 'write it with gpg --armor --output FILE --export KEY…',
  },
  config: {
    takes: [],
    isOwn: true,
    remedy: 'name the YAML file of the config',
    check: findLostLetters,
  },
  facts: { takes: [], isOwn: true, remedy: 'write it anew with dpsync export --write FILE' },
  // A token may look like base64 of anything.
  token: { takes: ['bareBase64'], mayBeEmpty: true, isOwn: true, remedy: 'put the token there alone' },
};

/** What makes another form of it. */
const CONVERSIONS: Partial<Readonly<Record<FormName, string>>> = {
  derCertificate: 'write it in PEM form: openssl x509 -inform der -in FILE -out FILE.pem',
  pkcs7: 'take the certificates out: openssl pkcs7 -print_certs -in FILE -out FILE.pem',
  derPkcs7: 'take the certificates out: openssl pkcs7 -inform der -print_certs -in FILE -out FILE.pem',
  pkcs12: 'take the certificates out: openssl pkcs12 -nokeys -in FILE -out FILE.pem',
  puttyKey: 'write it for OpenSSH: puttygen FILE -O private-openssh -o FILE.key',
  lockedKey: 'nobody is there to type it, so take it away: ssh-keygen -p -f FILE',
};

/**
 * What is wrong with an operator's file, and what to do: the rest of a sentence that begins with the file. undefined where
 * nothing is found. Nothing of the content is repeated.
 */
export function findFileMistake(use: FileUse, bytes: Uint8Array, file: string): string | undefined {
  const rule = RULES[use];
  const withPath = (text: string) =>
    text.replaceAll(/FILE(\.\w+)?/g, (_, ending = '') => quotePath(`${file}${ending}`));
  const { isText, forms } = recognize(bytes);
  const other = findOther(forms, rule);
  if (other !== undefined) {
    const how = rule.converts?.includes(other) ? CONVERSIONS[other] : undefined;
    return `is ${FORMS[other]}; ${withPath(how ?? rule.remedy)}`;
  }
  if (!isText) return undefined;
  const read = readText(bytes, file);
  if (read.kind === 'mistaken') return read.mistake;
  if (read.hasMark && !rule.isOwn) {
    return `begins with a byte order mark, which hides its first line; ${rewriteWithoutMark(file)}`;
  }
  const wrong = findWrong(read.text, forms, rule);
  return wrong === undefined || wrong.includes('; ') ? wrong : `${wrong}; ${withPath(rule.remedy)}`;
}

/** A bundle may hold more than what is looked for, but the private half of a public key is never handed out. */
function findOther(forms: readonly FormName[], { takes }: Rule): FormName | undefined {
  if (forms.includes('pgpPrivate')) return 'pgpPrivate';
  return forms.some((form) => takes.includes(form)) ? undefined : forms[0];
}

function findWrong(text: string, forms: readonly FormName[], rule: Rule): string | undefined {
  if (text.trim() === '') return rule.mayBeEmpty ? undefined : 'is empty';
  if (rule.lacks !== undefined && forms.length === 0) return `holds no ${rule.lacks}`;
  return rule.check?.(text);
}

/** A damaged one is passed over without a word, and ends the list for some. */
function findBadCertificate(text: string): string | undefined {
  const [before = '', ...blocks] = text.split(/^-----BEGIN (?:X509 )?CERTIFICATE-----/m);
  let line = 1 + countLines(before);
  for (const block of blocks) {
    const [content = ''] = block.split('-----END');
    if (content.trim() === '') return `holds an empty certificate at line ${line}`;
    if (!isCertificate(content)) return `holds a damaged certificate at line ${line}`;
    line += countLines(block);
  }
  return undefined;
}

const countLines = (text: string) => text.split('\n').length - 1;

function isCertificate(base64: string): boolean {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).raw.length > 0;
  } catch {
    return false;
  }
}

/** OpenSSH compares the last line with its end, and the first one too. */
function findBadEnds(text: string): string | undefined {
  const [, ends] = /^-----END OPENSSH PRIVATE KEY-----(.*)/ms.exec(text) ?? [];
  if (ends === '') return 'has no end of its last line, without which ssh does not read it';
  return ends?.startsWith('\r') ? 'has the line ends of Windows, which ssh does not read' : undefined;
}

function findLoneKey(text: string, owner: string): string | undefined {
  const line = text.split('\n').findIndex((found) => SSH_KEY.test(found.trim()));
  return line < 0 ? undefined : `has a key without its ${owner} at line ${line + 1}`;
}
