const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether the last part of a name ends in `.yaml` or `.yml`, in any case of letters. */
export function isDeclaring(name: Uint8Array): boolean {
  return /\.ya?ml$/i.test(Buffer.from(name.subarray(-5)).toString('latin1'));
}

/** The text of a name, or undefined where it is not UTF-8. */
export function findPath(name: Uint8Array): string | undefined {
  try {
    return UTF8.decode(name);
  } catch {
    return undefined;
  }
}

/**
 * A name that is not UTF-8 as git shows it: `"b\377.yaml"`. It ends in a quote, so no file that is read has the same,
 * and two names never look alike.
 */
export function quotePath(name: Uint8Array): string {
  const parts = Array.from(name, (byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${parts.join('')}"`;
}
