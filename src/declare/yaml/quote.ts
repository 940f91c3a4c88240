const LONGEST = 60;

/** Any text in quotes, on one line, cut to 60 characters: nothing in it can move a cursor or hide the rest of a message. */
export function quote(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `"${visible(cut)}"`;
}

/** `text` with everything that is not shown as a character of its own written as `\u{…}`. */
export function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`);
}
