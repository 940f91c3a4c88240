// What the bytes of a text are is said once, for declarations and for the files of operators.

/** What the bytes of a file are. `text` is a guess where they are not UTF-8. */
interface Decoded {
  readonly encoding: 'utf-8' | 'utf-16' | 'unknown';
  readonly text: string;
}

const STRICT = new TextDecoder('utf-8', { fatal: true });
const LENIENT = new TextDecoder('utf-8');

/** Decodes bytes by their byte order mark, or as UTF-8; the mark is no part of the text. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
  try {
    return { encoding: 'utf-8', text: STRICT.decode(bytes) };
  } catch {
    return { encoding: 'unknown', text: LENIENT.decode(bytes) };
  }
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  return { encoding: 'utf-16', text: new TextDecoder(encoding).decode(bytes) };
}
