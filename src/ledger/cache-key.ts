// What is cached decides what is sent: only what this machine wrote itself may be believed.
import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { lstatSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const BYTES = 32;

/** A key that only this user can read, made where there is none; whatever else lies at its place is replaced. */
export function openCacheKey(path: string): KeyObject {
  return findKey(path) ?? makeKey(path);
}

/** What proves that a text was written with the key, under these names. */
export function digestWith(key: KeyObject, ...texts: readonly string[]): string {
  // As JSON no part runs into the next.
  return createHmac('sha256', key).update(JSON.stringify(texts)).digest('base64');
}

/** Whether a digest is that of these texts. */
export function isDigest(digest: unknown, key: KeyObject, ...texts: readonly string[]): boolean {
  const [given, own] = [Buffer.from(String(digest)), Buffer.from(digestWith(key, ...texts))];
  return given.length === own.length && timingSafeEqual(given, own);
}

function findKey(path: string): KeyObject | undefined {
  const file = lstatSync(path, { throwIfNoEntry: false });
  if (!file?.isFile() || file.size !== BYTES || isOthers(path, file)) return undefined;
  return createSecretKey(readFileSync(path));
}

/** Whether another user may have made or read it. Windows keeps the folder for its user alone, and has no mode bits. */
function isOthers(path: string, { uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  const user = process.getuid?.();
  if (user === undefined) return false;
  return (mode & 0o077) !== 0 || (uid !== user && uid !== statSync(dirname(path)).uid);
}

function makeKey(path: string): KeyObject {
  const part = `${path}.${crypto.randomUUID()}`;
  const bytes = randomBytes(BYTES);
  try {
    writeFileSync(part, bytes, { flag: 'wx', mode: 0o600 });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  // Of two who make one at once the later counts; the other one's readings are read again, once.
  return createSecretKey(bytes);
}
