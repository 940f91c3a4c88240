// A key that somebody else put into a keyring of this machine must not count: gpg sees the operator's file alone, read
// anew for every look, and no helper of it is started that would stay.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { quotePath } from '../../model/files/rewrite.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import type { GitEnvironment } from '../git/environment.ts';
import type { MirrorPlace } from '../mirror/folder.ts';
import { checkFile } from '../readable.ts';
import { runGpg } from './gpg.ts';

/** A keyring that lasts for one look. */
interface Keyring {
  /** Leads gpg to it. */
  readonly environment: GitEnvironment;
  /** Of every primary key in the operator's file. */
  readonly fingerprints: ReadonlySet<string>;
}

/** What is trusted is in the keyring, so no other trust is looked for; and nothing is started or fetched. */
const OPTIONS = ['trust-model always', 'no-autostart', 'no-auto-key-retrieve', 'disable-dirmngr', ''];

/** Lends a keyring with the keys in a file. Throws a Failure where gpg is missing or the file holds no key. */
export async function withKeyring<Result>(
  gpgKeys: string,
  place: MirrorPlace,
  work: (keyring: Keyring) => Promise<Result>,
): Promise<Result> {
  await checkFile({ file: gpgKeys, key: 'gpgKeys', use: 'pgpKeys' });
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  const home = await mkdtemp(join(place.folder, 'keys-'));
  try {
    await writeFile(join(home, 'gpg.conf'), OPTIONS.join('\n'), { mode: 0o600 });
    const fingerprints = await importKeys(gpgKeys, home, place);
    return await work({ environment: { GNUPGHOME: home }, fingerprints });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function importKeys(gpgKeys: string, home: string, place: MirrorPlace): Promise<ReadonlySet<string>> {
  const status = await runGpg(['--status-fd', '1', '--import', '--', gpgKeys], home, place);
  const fingerprints = [...status.matchAll(/^\[GNUPG:\] IMPORT_OK \d+ ([0-9A-F]{40,64})\r?$/gm)];
  if (fingerprints.length === 0) throw noKeys(gpgKeys, 'holds no public key that gpg can use');
  return new Set(fingerprints.map(([, fingerprint = '']) => fingerprint));
}

function noKeys(gpgKeys: string, what: string): Failure {
  const remedy = `write it with gpg --armor --output ${quotePath(gpgKeys)} --export KEY…`;
  return new Failure(SOURCE_ERRORS.noKey, `${gpgKeys} (gpgKeys) ${what}; ${remedy}`);
}
