// What checks a config takes longer to load than most plans take to make: what a text says is worked out once.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { readConfigFile, type SettingsOptions } from './config-file.ts';
import { findRepository } from './content-repository.ts';
import type { Settings } from './settings.ts';

/** The bundle's file that this stands in: the hash in its name changes with all that reads a config. Sources have none. */
const PROGRAM = import.meta.filename.endsWith('.ts') ? null : basename(import.meta.filename);

/** As `readSettings`, but what the same program made of the same file before is taken from a folder. */
export async function readCachedSettings(
  options: SettingsOptions,
  folder: string,
  program = PROGRAM,
): Promise<Settings> {
  const written = readConfigFile(options);
  const { file, text, isNamed } = written;
  // Whether a config that was only found may be used hangs on the checkout around it, and that changes.
  const mayCache = program !== null && (isNamed || findRepository(options.folder) === undefined);
  const key = JSON.stringify([program, process.version, file, text]);
  const path = join(folder, `config-${sha256(file).toString('hex', 0, 8)}`);
  const cached = mayCache ? findCached(path, key) : undefined;
  if (cached) return cached;
  const { settingsOf } = await import('./settings.ts');
  const settings = settingsOf(written, options);
  if (mayCache && isLasting(settings)) cache(path, key, settings);
  return settings;
}

/** False where another run could read something else, and where what is cached could be a secret. */
function isLasting({ usesEnvironment, sites }: Settings): boolean {
  const hasCommand = sites.some(
    ({ provider }) =>
      provider.type === 'adminservice' &&
      provider.auth.type === 'bearer' &&
      provider.auth.tokenCommand !== undefined,
  );
  return !usesEnvironment && !hasCommand;
}

const DIGEST_LENGTH = 32;

/** undefined where nothing is cached, and where it is damaged, of another key or another user. */
function findCached(path: string, key: string): Settings | undefined {
  try {
    const content = readOwn(path);
    const settings = content?.subarray(DIGEST_LENGTH);
    if (!content || !settings || !sha256(key, settings).equals(content.subarray(0, DIGEST_LENGTH))) return;
    return deserialize(settings);
  } catch {
    return undefined;
  }
}

/** What this user wrote. */
function readOwn(path: string): Buffer | undefined {
  const file = openSync(path, 'r');
  try {
    const isOwn = fstatSync(file).uid === (process.getuid?.() ?? 0);
    return isOwn ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

function cache(path: string, key: string, settings: Settings): void {
  const content = serialize(settings);
  const draft = `${path}-${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([sha256(key, content), content]), { flag: 'wx', mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // Nothing but time is lost.
  }
}

function sha256(...parts: readonly (string | Buffer)[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
}
