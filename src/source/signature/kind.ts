import { streamMirror } from '../mirror/stream.ts';
import type { Signed } from './ask.ts';

/** What a commit says that it is signed with. `tooLong`: its header was not read to the end. */
export type SignatureKind = 'none' | 'openpgp' | 'ssh' | 'other' | 'tooLong';

const LONGEST_HEADER = 64 * 1024;

const KINDS: ReadonlyMap<string, SignatureKind> = new Map([
  ['-----BEGIN PGP SIGNATURE-----', 'openpgp'],
  ['-----BEGIN SSH SIGNATURE-----', 'ssh'],
]);

/** Looks for the signature of a commit, before any program is run on it. */
export async function readSignatureKind(signed: Signed): Promise<SignatureKind> {
  const header = await readHeader(signed);
  if (header === undefined) return 'tooLong';
  const [first, ...others] = [...header.matchAll(/^gpgsig (.*)$/gm)].map(([, begin = '']) => begin);
  if (first === undefined) return 'none';
  // Git puts several into one text; which of them would count is not for us to guess.
  return others.length > 0 ? 'other' : (KINDS.get(first) ?? 'other');
}

/** What stands before the message; its signature is a header, and so is one of a tag that was merged, but indented. */
async function readHeader({ mirror, commit }: Signed): Promise<string | undefined> {
  let text = '';
  for await (const piece of streamMirror(mirror, ['cat-file', 'commit', commit])) {
    text += piece.toString('latin1');
    const end = text.indexOf('\n\n');
    if (end >= 0 && end <= LONGEST_HEADER) return text.slice(0, end);
    if (text.length > LONGEST_HEADER) return undefined;
  }
  return text;
}
