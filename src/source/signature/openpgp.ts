import type { Signature } from '../source.ts';
import { askForSignature, type Signed } from './ask.ts';
import { withKeyring } from './keyring.ts';

/** Whether the OpenPGP signature of a commit is good, and by one of the keys in `gpgKeys`, which is read anew. */
export async function verifyOpenpgp(signed: Signed, gpgKeys: string): Promise<Signature> {
  return withKeyring(gpgKeys, signed.place, async ({ environment, fingerprints }) => {
    const config = [
      ['gpg.program', 'gpg'],
      ['gpg.openpgp.program', 'gpg'],
    ] as const;
    const { good, lines } = await askForSignature(signed, { config, environment });
    const signature = readStatus(lines);
    if (!signature.verified || (good && fingerprints.has(signature.key ?? ''))) return signature;
    return { verified: false, message: UNCHECKED };
  });
}

const UNCHECKED = 'has an OpenPGP signature that gpg cannot check';

/** Status lines that speak against a signature, and what they mean; `%` stands for the key. */
const AGAINST: Readonly<Record<string, string>> = {
  BADSIG: 'has a signature by the OpenPGP key % that does not fit it: it was changed after it was signed',
  REVKEYSIG: 'is signed by the OpenPGP key %, which is revoked',
  EXPKEYSIG: 'is signed by the OpenPGP key %, which has expired',
  EXPSIG: 'has a signature by the OpenPGP key % that has expired',
  ERRSIG: UNCHECKED,
  NO_PUBKEY: 'is signed by the OpenPGP key %, which is not among the gpgKeys of the source',
};

/**
 * What gpg's status lines say of a signature (doc/DETAILS of GnuPG). Good only where exactly one is, and nothing speaks
 * against it; the key is the primary key's fingerprint.
 */
export function readStatus(lines: readonly string[]): Signature {
  const status = lines.flatMap((line) => {
    const [, keyword = '', rest = ''] = /^\[GNUPG:\] ([A-Z_]+)(?: (.*))?$/.exec(line) ?? [];
    return keyword === '' ? [] : [{ keyword, words: rest.split(' ') }];
  });
  const found = (keyword: string) => status.filter((one) => one.keyword === keyword);
  const against = Object.keys(AGAINST).flatMap(found).at(-1);
  if (against) return refusal(against);
  const [valid, ...others] = found('VALIDSIG');
  const primary = valid?.words[9];
  const single = found('GOODSIG').length === 1 && found('NEWSIG').length <= 1 && others.length === 0;
  if (!single || primary === undefined || !/^[0-9A-F]{40,64}$/.test(primary)) {
    return { verified: false, message: UNCHECKED };
  }
  return { verified: true, key: primary };
}

function refusal({ keyword, words: [id = ''] }: { keyword: string; words: readonly string[] }): Signature {
  const key = /^[0-9A-F]{8,64}$/.test(id) ? id : 'without an id';
  return { verified: false, message: (AGAINST[keyword] ?? UNCHECKED).replace('%', key) };
}
