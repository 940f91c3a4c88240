import type { Text } from '../declare.ts';

/** Texts that share one memory, which can be handed over to another thread as a whole. */
interface PackedTexts {
  readonly texts: readonly Text[];
  readonly memory: ArrayBuffer;
}

/** Copies the bytes of texts into one memory: as they come, each may be a part of a much larger one. */
export function packTexts(texts: readonly Text[]): PackedTexts {
  const memory = new ArrayBuffer(texts.reduce((sum, text) => sum + sizeOf(text), 0));
  let end = 0;
  const packed = texts.map((text): Text => {
    if (!('bytes' in text)) return text;
    const bytes = new Uint8Array(memory, end, text.bytes.length);
    bytes.set(text.bytes);
    end += bytes.length;
    return { blob: text.blob, bytes };
  });
  return { texts: packed, memory };
}

/** How many bytes of a text are here. */
export function sizeOf(text: Text): number {
  return 'bytes' in text ? text.bytes.length : 0;
}
