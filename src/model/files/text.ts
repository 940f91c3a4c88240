// A letter that is lost when a config is read is a window that no longer closes: a text is understood whole, or named.
import { decode } from './decode.ts';
import { rewrite, type WrittenIn } from './rewrite.ts';

/** The text of an operator's file, or what keeps it from being one: the rest of a sentence that begins with the file. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string; readonly hasMark: boolean }
  | { readonly kind: 'mistaken'; readonly mistake: string };

/** Decodes an operator's file strictly. Nothing of its content is repeated in a mistake, which may be of a secret. */
export function readText(bytes: Uint8Array, file: string): FileText {
  const other = findOtherEncoding(bytes);
  if (other) return mistaken(`is ${other.name}, not UTF-8; ${rewrite(file, other)}`);
  const { encoding, text } = decode(bytes);
  if (text.includes('\0')) return mistaken('is no text: it holds NUL bytes');
  if (encoding === 'unknown') {
    return mistaken(
      `is not UTF-8 at ${placeOf(text, text.indexOf('\ufffd'))}; ${rewrite(file, WINDOWS_1252)}`,
    );
  }
  return { kind: 'text', text, hasMark: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf };
}

const WINDOWS_1252: WrittenIn = {
  name: 'Windows-1252',
  iconv: 'WINDOWS-1252',
  dotnet: '[Text.Encoding]::GetEncoding(1252)',
};

const POWERSHELL = 'as > and Out-File of Windows PowerShell write it';

/** By its byte order mark, or by the half of its bytes that is zero. */
function findOtherEncoding(bytes: Uint8Array): WrittenIn | undefined {
  const [first, second, third, fourth] = bytes;
  const little = first === 0xff && second === 0xfe;
  const big = first === 0xfe && second === 0xff;
  const name = `UTF-16 (${POWERSHELL})`;
  if (little && third === 0 && fourth === 0 && bytes.length % 4 === 0)
    return { name: 'UTF-32', iconv: 'UTF-32' };
  if (little || big) return { name, iconv: 'UTF-16' };
  const [even, odd] = [zeros(bytes, 0), zeros(bytes, 1)];
  if (even === 0 && odd > 0.5)
    return { name: 'UTF-16', iconv: 'UTF-16LE', dotnet: '[Text.Encoding]::Unicode' };
  if (odd === 0 && even > 0.5) {
    return { name: 'UTF-16', iconv: 'UTF-16BE', dotnet: '[Text.Encoding]::BigEndianUnicode' };
  }
  return undefined;
}

const LOOKED_AT = 1024;

/** The share of zeros among every second byte. */
function zeros(bytes: Uint8Array, from: 0 | 1): number {
  const half = bytes.subarray(0, LOOKED_AT).filter((_, at) => at % 2 === from);
  return half.length === 0 ? 0 : half.filter((byte) => byte === 0).length / half.length;
}

/** A place in a text, for people. */
export function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

function mistaken(mistake: string): FileText {
  return { kind: 'mistaken', mistake };
}
