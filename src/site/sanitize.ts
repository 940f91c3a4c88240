const LONGEST = 300;

/** Text from a site, fit to be stored and shown: one line without control or direction marks, 300 characters at most. */
export function sanitize(text: string): string {
  const plain = text
    .slice(0, 4 * LONGEST)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= LONGEST ? plain : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
