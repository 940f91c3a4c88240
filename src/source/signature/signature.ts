// Who may write to a branch is the host's to say; whose changes are sent is the operator's, and only keys tell the two apart.
import type { SourceSettings } from '../settings.ts';
import type { Signature } from '../source.ts';
import type { Signed } from './ask.ts';
import { readSignatureKind, type SignatureKind } from './kind.ts';
import { verifyOpenpgp } from './openpgp.ts';
import { verifySsh } from './ssh.ts';

/** Whose signatures count: the config's `verify`, with absolute paths. */
type Signers = NonNullable<SourceSettings['verify']>;

/** Whether a commit that is in the mirror carries a good signature by one of the signers. */
export async function verifyCommit(signed: Signed, signers: Signers): Promise<Signature> {
  const kind = await readSignatureKind(signed);
  const { gpgKeys, sshAllowedSigners: allowed, sshRevokedKeys: revoked } = signers;
  if (kind === 'openpgp' && gpgKeys !== undefined) return verifyOpenpgp(signed, gpgKeys);
  if (kind === 'ssh' && allowed !== undefined) return verifySsh(signed, { allowed, revoked });
  return { verified: false, message: REFUSALS[kind] };
}

const REFUSALS: Readonly<Record<SignatureKind, string>> = {
  none: 'is not signed',
  openpgp: "is signed with OpenPGP, and the source's verify names no gpgKeys",
  ssh: "is signed with SSH, and the source's verify names no sshAllowedSigners",
  other: 'has a signature of a kind that does not count; sign with OpenPGP or SSH',
  tooLong: 'has a header of more than 64 KiB, which is not looked at',
};
