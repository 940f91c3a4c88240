import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TempRepo } from './temp-repo.ts';

/** What commits of a repository are signed with. */
export interface SigningKey {
  readonly format: 'openpgp' | 'ssh' | 'x509';
  /** An OpenPGP fingerprint, or the file of an SSH key. */
  readonly key: string;
  readonly program: string;
}

/** Signs every later commit of a repository; null: none of them. */
export function signWith(repo: TempRepo, signing: SigningKey | null): void {
  repo.git('config', 'commit.gpgSign', String(signing !== null));
  if (signing === null) return;
  repo.git('config', 'gpg.format', signing.format);
  repo.git('config', 'user.signingKey', signing.key);
  repo.git('config', `gpg.${signing.format}.program`, signing.program);
}

/** Somebody's GnuPG, with keys without a passphrase; its agent ends with the block. */
export interface TempGpg extends Disposable {
  /** Makes an Ed25519 key and gives its fingerprint; `expires` as gpg takes it, `at` as 20200101T000000. */
  makeKey(name: string, options?: { readonly expires?: string; readonly at?: string }): string;
  /** Adds a key that signs, and gives its fingerprint. */
  addSubkey(fingerprint: string): string;
  revoke(fingerprint: string): void;
  /** Writes the public keys into a file of this name, and gives its path. */
  exportTo(name: string, fingerprints: readonly string[]): string;
  /** What signs with a key, with more options of gpg's. */
  signing(fingerprint: string, options?: readonly string[]): SigningKey;
}

/** Makes a GnuPG home in a folder. */
export function makeGpg(folder: string): TempGpg {
  const home = join(folder, 'gnupg');
  mkdirSync(home, { mode: 0o700 });
  const env = { ...process.env, GNUPGHOME: home };
  const gpg = (words: readonly string[], input = '') => {
    const all = ['--batch', '--no-tty', '--quiet', '--passphrase', '', ...words];
    return execFileSync('gpg', all, { env, input, encoding: 'utf8', stdio: 'pipe' });
  };
  let programs = 0;
  return {
    makeKey(name, { expires = 'never', at } = {}) {
      const time = at === undefined ? [] : ['--faked-system-time', at];
      const id = `${name} <${name}@example.com>`;
      const said = gpg([...time, '--status-fd', '1', '--quick-generate-key', id, 'ed25519', 'sign', expires]);
      return /KEY_CREATED P ([0-9A-F]{40})/.exec(said)?.[1] ?? '';
    },
    addSubkey(fingerprint) {
      const said = gpg(['--status-fd', '1', '--quick-add-key', fingerprint, 'ed25519', 'sign', 'never']);
      return /KEY_CREATED S ([0-9A-F]{40})/.exec(said)?.[1] ?? '';
    },
    revoke(fingerprint) {
      const certificate = readFileSync(join(home, 'openpgp-revocs.d', `${fingerprint}.rev`), 'utf8');
      // GnuPG keeps it from being used by accident.
      gpg(['--import'], certificate.replace(/^:-----BEGIN/m, '-----BEGIN'));
    },
    exportTo(name, fingerprints) {
      const file = join(folder, name);
      writeFileSync(file, gpg(['--armor', '--export', ...fingerprints]));
      return file;
    },
    signing(fingerprint, options = []) {
      programs += 1;
      const program = join(folder, `gpg-${programs}`);
      const words = ['--batch', '--passphrase', "''", ...options].join(' ');
      writeFileSync(program, `#!/bin/sh\nGNUPGHOME='${home}' exec gpg ${words} "$@"\n`, { mode: 0o755 });
      return { format: 'openpgp', key: `${fingerprint}!`, program };
    },
    [Symbol.dispose]() {
      execFileSync('gpgconf', ['--kill', 'all'], { env, stdio: 'ignore' });
    },
  };
}

/** Makes an SSH key in a folder. */
export function makeSshKey(folder: string, name: string): SigningKey & { readonly publicKey: string } {
  const key = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', key]);
  const publicKey = readFileSync(`${key}.pub`, 'utf8').trim();
  return { format: 'ssh', key, program: 'ssh-keygen', publicKey };
}
