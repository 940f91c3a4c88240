// ssh takes its options from a file of ours: git hands its command to a shell, and nothing of people's may get there.
import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { checkFile } from '../readable.ts';

interface SshFiles {
  readonly keyFile: string;
  readonly knownHostsFile: string;
}

/**
 * Writes ssh's configuration into `folder`, and gives the command that uses it when it runs in that folder. Throws a
 * Failure where a file cannot be read, is not what it is to be or has a name that ssh's configuration cannot hold.
 */
export async function writeSshConfig(files: SshFiles, folder: string): Promise<string> {
  await checkFile({ file: files.keyFile, key: 'keyFile', use: 'sshKey' });
  await checkFile({ file: files.knownHostsFile, key: 'knownHostsFile', use: 'knownHosts' });
  const text = sshConfig(files);
  const name = `ssh-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.config`;
  // Renamed into place: another process may be reading it.
  const draft = join(folder, `${name}.${process.pid}`);
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, join(folder, name));
  return `ssh -F ${name}`;
}

/** The text of ssh's configuration: this key, these known hosts, no prompt, and nothing of the machine's own. */
function sshConfig({ keyFile, knownHostsFile }: SshFiles): string {
  const knownHosts = quoted(knownHostsFile, 'knownHostsFile');
  const lines = [
    'BatchMode yes',
    `IdentityFile ${quoted(keyFile, 'keyFile')}`,
    'IdentitiesOnly yes',
    'IdentityAgent none',
    'PreferredAuthentications publickey',
    'StrictHostKeyChecking yes',
    `UserKnownHostsFile ${knownHosts}`,
    `GlobalKnownHostsFile ${knownHosts}`,
    'UpdateHostKeys no',
    'ClearAllForwardings yes',
    'ForwardAgent no',
    'ForwardX11 no',
    'ControlPath none',
    'ConnectTimeout 20',
    'ServerAliveInterval 15',
    'ServerAliveCountMax 3',
  ];
  return `${lines.join('\n')}\n`;
}

// ssh gives a meaning to these inside quotes as well, and older ones cannot escape them.
const UNFIT = /["%$\p{Cc}]/u;

function quoted(file: string, key: string): string {
  const path = process.platform === 'win32' ? file.replaceAll('\\', '/') : file;
  if (UNFIT.test(path) || path.includes('\\')) {
    const what = `${key} has a path with one of " % $ \\ or a control character, which ssh's configuration cannot hold`;
    throw new Failure(SOURCE_ERRORS.badSshPath, `${what}; move or rename the file`);
  }
  return `"${path}"`;
}
