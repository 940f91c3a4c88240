// Which addresses are taken, and how they are shown: git itself would take far more, and would show passwords.

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
  const scheme = /^([a-z][a-z0-9+.-]*)(:\/\/|::)/i.exec(url);
  if (scheme) return findSchemeMistake(url, `${scheme[1]}${scheme[2]}`.toLowerCase());
  if (schemeOf(url) === 'ssh' && url.slice(url.indexOf(':')).includes('@')) return PASSWORD;
  return url.startsWith('-') ? 'begins with a dash; write ./ before the path' : undefined;
}

const PASSWORD =
  'holds a user, password or token; take it out and use auth: {type: token, tokenEnv: NAME}, or auth: {type: ssh, …}';

function findSchemeMistake(url: string, scheme: string): string | undefined {
  if (scheme === 'http://') return 'is not encrypted; use https';
  if (!['https://', 'ssh://', 'file://'].includes(scheme)) {
    return `has a scheme that is not allowed (${scheme}); use https, ssh, file or a path`;
  }
  const parsed = URL.parse(url);
  if (!parsed) return 'is no valid URL; write it as https://host/path';
  if (parsed.password !== '' || (scheme !== 'ssh://' && parsed.username !== '')) return PASSWORD;
  if (parsed.search !== '' || parsed.hash !== '') return 'ends in a query or a fragment; take it out';
  const dash = parsed.hostname.startsWith('-') || parsed.username.startsWith('-');
  return dash ? 'has a user or host that begins with a dash' : undefined;
}

function isFileUrl(url: string): boolean {
  return /^file:\/\//i.test(url);
}
