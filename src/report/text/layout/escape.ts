// A name from git or a site could move the cursor, hide a line or turn text around: it is shown, never obeyed.

// Joiners hold emoji and several scripts together; beside ASCII, a space or another unsafe character they only hide.
const UNSAFE =
  /[\p{Cc}\p{Cs}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}|(?<![^\p{C}\p{Z}\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\p{C}\p{Z}\0-\x7f])/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with every control character, bidi override, line break and invisible character written out. */
export function escapeText(text: string): string {
  return text.replace(
    UNSAFE,
    (character) => SHORT[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
