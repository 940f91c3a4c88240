// Operators write the pattern and others the text: a regular expression with several stars would backtrack for hours.

/** A text in which `*` stands for any characters, and `[*]` for a star. */
export interface Glob {
  /** Looks at each character of `text` at most once for each of the pattern's, whatever the two are. */
  test(text: string): boolean;
  /** Whether it fits every text that the other one fits; a `*` is fitted by a `*` alone. */
  covers(other: Glob): boolean;
  /** The pattern in one spelling: a star for itself is a star, and {@link ANY} stands for any characters. */
  readonly form: string;
}

/** No name holds a control character, so this one is free to stand for any characters. */
const ANY = '\u0000';

/** Reads a pattern. Upper and lower case are the caller's to fold. */
export function readGlob(pattern: string): Glob {
  const form = pattern
    .replaceAll(ANY, '\ufffd')
    .replace(/\[\*\]|\*+/g, (part) => (part === '[*]' ? '*' : ANY));
  const parts = form.split(ANY);
  return { form, test: (text) => fits(parts, text), covers: (other) => fits(parts, other.form) };
}

/** The pattern that fits this text alone. */
export function exactGlob(text: string): string {
  return text.replaceAll('*', '[*]');
}

/** Each part is looked for behind the one before it: the first place is as good as any later one. */
function fits(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  const end = text.length - last.length;
  if (!text.startsWith(first) || first.length > end || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= end;
}
