// Which addresses are taken, and how they are shown: git itself would take far more, and would show passwords.

import { beginsLikeSecret } from '../../model/secrets/looks-like-secret.ts';

/** How git gets there; the one protocol that it is allowed to use. */
export type Scheme = 'https' | 'ssh' | 'file';

// user@host:path, as git reads it; a single letter is a drive of Windows.
const SCP_FORM = /^(?:[^@/\\:]+@)?[^@/\\:]{2,}:/;

/** The scheme of an address without a mistake; a path is `file`. */
export function schemeOf(url: string): Scheme {
  if (/^https:\/\//i.test(url)) return 'https';
  return /^ssh:\/\//i.test(url) || (SCP_FORM.test(url) && !isFileUrl(url)) ? 'ssh' : 'file';
}

/** Whether the address is a folder's path, not a URL. */
export function isPath(url: string): boolean {
  return schemeOf(url) === 'file' && !isFileUrl(url);
}

/** The address without user or password. */
export function showUrl(url: string): string {
  if (schemeOf(url) === 'file') return url;
  return url.replace(/^([a-z]+:\/\/)[^/]*@/i, '$1').replace(/^[^@/\\:]+@/, '');
}

/** What is wrong with an address and what to do, or undefined. Never repeats the address: it may hold a secret. */
export function findUrlMistake(url: string): string | undefined {
  if (url === '' || url.length > 2000 || /\p{Cc}/u.test(url)) {
    return 'is no address; write an https, ssh or file URL, or a path';
  }
  if (/^\s|\s$/u.test(url)) return 'begins or ends with a blank; take it out';
  const unseen = /\p{Cf}/u.exec(url)?.[0].codePointAt(0);
  if (unseen !== undefined) {
    return `holds a character that cannot be seen (U+${unseen.toString(16).toUpperCase().padStart(4, '0')}); take it out`;
  }
  const [, scheme, separator] = /^([a-z][a-z0-9+.-]*)(:\/\/|::)/i.exec(url) ?? [];
  if (scheme !== undefined) return findSchemeMistake(url, `${scheme}${separator}`);
  if (holdsPassword(url)) return PASSWORD;
  if (/^(?:https?|ssh|git|file)(?::\/|\/\/)/i.test(url))
    return 'is no valid URL; write it as https://host/path';
  if (schemeOf(url) === 'ssh' && /^[^:]*\s/u.test(url)) return BLANK_HOST;
  return url.startsWith('-') ? 'begins with a dash; write ./ before the path' : undefined;
}

const PASSWORD =
  'holds a user, password or token; take it out and use auth: {type: token, tokenEnv: NAME}, or auth: {type: ssh, …}';
const BLANK_HOST = 'has a blank in its user or host; take it out';

/** Of an address without a scheme: user:password@host, whatever the user is, and whatever stands before it. */
function holdsPassword(url: string): boolean {
  const [, user = ''] = /^([^@/\\:]+)@/.exec(url) ?? [];
  if (beginsLikeSecret(user)) return true;
  // A drive of Windows has one colon.
  if (/^[a-z]:[\\/]/i.test(url)) return /@[^/\\]*:/.test(url);
  if (/^\/\/[^/]*@/.test(url)) return !/^\/\/[^/:@]*@(?:SSL|\d+)/i.test(url);
  return /^[^/\\]*:.*@/s.test(url);
}

const NAMED_SCHEMES: readonly string[] = ['https://', 'ssh://', 'file://'];

function findSchemeMistake(url: string, written: string): string | undefined {
  const scheme = written.toLowerCase();
  if (scheme === 'http://') return 'is not encrypted; use https';
  if (!NAMED_SCHEMES.includes(scheme)) {
    // A longer one is no scheme, and may be a secret.
    const shown = scheme.length <= 12 ? ` (${scheme})` : '';
    return `has a scheme that is not allowed${shown}; use https, ssh, file or a path`;
  }
  if (scheme === 'ssh://' && /^ssh:\/\/[^/]*\s/iu.test(url)) return BLANK_HOST;
  const parsed = URL.parse(url);
  if (!parsed) return 'is no valid URL; write it as https://host/path';
  const { username, password } = parsed;
  if (password !== '' || (username !== '' && (scheme !== 'ssh://' || beginsLikeSecret(username)))) {
    return PASSWORD;
  }
  if (parsed.search !== '' || parsed.hash !== '') return 'ends in a query or a fragment; take it out';
  if (scheme !== written) return `has a scheme with capitals, which git does not know; write ${scheme}`;
  if (scheme === 'https://' && /\s/u.test(url)) return 'has a blank in it; write %20 for it';
  const dash = parsed.hostname.startsWith('-') || username.startsWith('-');
  return dash ? 'has a user or host that begins with a dash' : undefined;
}

function isFileUrl(url: string): boolean {
  return /^file:\/\//i.test(url);
}
