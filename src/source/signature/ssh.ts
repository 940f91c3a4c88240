import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { checkFile } from '../readable.ts';
import type { Signature } from '../source.ts';
import { askForSignature, type Signed } from './ask.ts';

/** The operator's files. */
interface SshSigners {
  /** As ssh-keygen(1) describes it under ALLOWED SIGNERS. */
  readonly allowed: string;
  /** Keys that count no more: a list of them, or a key revocation list. */
  readonly revoked: string | undefined;
}

/** Whether the SSH signature of a commit is good, and by a key that the operator allows for its time. */
export async function verifySsh(signed: Signed, { allowed, revoked }: SshSigners): Promise<Signature> {
  await checkFile({ file: allowed, key: 'sshAllowedSigners', use: 'allowedSigners' });
  // Git goes on without a list that is not there.
  if (revoked !== undefined) {
    await checkFile({ file: revoked, key: 'sshRevokedKeys', use: 'revokedKeys' });
  }
  const config = [
    ['gpg.ssh.program', 'ssh-keygen'],
    ['gpg.ssh.allowedSignersFile', allowed],
    ...(revoked === undefined ? [] : [['gpg.ssh.revocationFile', revoked] as const]),
  ] as const;
  const { good, lines } = await askForSignature(signed, { config });
  if (lines.some((line) => line.startsWith('error: cannot run ssh-keygen:'))) throw sshKeygenMissing();
  return readAnswer(good, lines);
}

/** What ssh-keygen's answer says, of which git prints the good part first. */
export function readAnswer(good: boolean, [first = '']: readonly string[]): Signature {
  const [, signer, key] = /^Good "git" signature (?:for (.+) )?with \S+ key (SHA256:\S+)$/.exec(first) ?? [];
  if (good && key !== undefined && signer !== undefined) return { verified: true, key: `${key} (${signer})` };
  if (key === undefined || signer !== undefined) {
    const message = 'has an SSH signature that does not fit it, is by a revoked key or is not meant for git';
    return { verified: false, message };
  }
  const message = `is signed by the SSH key ${key}, which the sshAllowedSigners of the source do not allow for the time of the commit`;
  return { verified: false, message };
}

function sshKeygenMissing(): Failure {
  const what = 'ssh-keygen could not be started, and verify has sshAllowedSigners';
  return new Failure(
    SOURCE_ERRORS.sshKeygenMissing,
    `${what}; install OpenSSH 8.9 or newer and put it on the PATH`,
  );
}
