// Chance that is the same on every machine and in every order of calls: it depends on what it is asked about only.

/** A number in [0, 1) that always is the same for the same parts. */
export function chance(...parts: readonly (string | number)[]): number {
  return bits(...parts) / 2 ** 32;
}

/** 32 bits that always are the same for the same parts: FNV-1a over the text, then the finisher of MurmurHash3. */
export function bits(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\n')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
