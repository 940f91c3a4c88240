import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** A git host over ssh, for real: an sshd on loopback that lets in one key. */
export interface GitOverSsh {
  /** `ssh://user@127.0.0.1:port` */
  readonly origin: string;
  /** The private key that gets in. */
  readonly keyFile: string;
  /** A private key that does not. */
  readonly otherKeyFile: string;
  /** The host's key as a known_hosts file holds it. */
  readonly knownHost: string;
  /** The same, with a key that the host does not have. */
  readonly otherKnownHost: string;
  close(): Promise<void>;
}

/** Starts `sshd` with keys of its own, kept in `folder`. */
export async function startGitOverSsh(sshd: string, folder: string): Promise<GitOverSsh> {
  const port = await findFreePort();
  const file = (name: string) => join(folder, name);
  for (const name of ['host', 'other-host', 'client', 'other-client']) makeKey(file(name));
  writeFileSync(file('authorized'), readFileSync(file('client.pub')), { mode: 0o600 });
  writeFileSync(file('sshd_config'), sshdConfig(file, port));
  // sshd as root wants it to be there.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const server = spawn(sshd, ['-D', '-e', '-f', file('sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  await listening(server.stderr, closed);
  const known = (name: string) => `[127.0.0.1]:${port} ${readFileSync(file(`${name}.pub`), 'utf8')}`;
  return {
    origin: `ssh://${userInfo().username}@127.0.0.1:${port}`,
    keyFile: file('client'),
    otherKeyFile: file('other-client'),
    knownHost: known('host'),
    otherKnownHost: known('other-host'),
    close: async () => {
      server.kill();
      await closed;
    },
  };
}

function makeKey(file: string): void {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', file]);
}

function sshdConfig(file: (name: string) => string, port: number): string {
  return [
    'ListenAddress 127.0.0.1',
    `Port ${port}`,
    `HostKey "${file('host')}"`,
    `AuthorizedKeysFile "${file('authorized')}"`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    '',
  ].join('\n');
}

async function listening(stderr: NodeJS.ReadableStream, closed: Promise<void>): Promise<void> {
  let said = '';
  const ready = new Promise<void>((resolve) => {
    stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('Server listening')) resolve();
    });
  });
  const died = closed.then(() => {
    throw new Error(`sshd ended: ${said}`);
  });
  died.catch(() => {});
  await Promise.race([ready, died]);
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
