// How a comment is known again: hosts that keep HTML comments show nobody this one.

/** The first line of a comment of this key. */
export function markerOf(key: string): string {
  return `<!-- dpsync review: ${key} -->\n`;
}

/** The text below the marker of this key; undefined where the comment does not begin with it, such as one that quotes it. */
export function findMarked(body: string, key: string): string | undefined {
  const text = body.replaceAll('\r\n', '\n');
  const marker = markerOf(key);
  return text.startsWith(marker) ? text.slice(marker.length) : undefined;
}

/** Whether a key may be used: it stands in comments and statuses. */
export function isKey(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/.test(text);
}
