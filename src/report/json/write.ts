// A plan of a hundred thousand entries is never one string: each item of a list is written as it is made.
const CHUNK = 65_536;

/**
 * Writes a document as one JSON text, one list item a line, in pieces of about 64 KB. Fields that are iterables become
 * lists. Waits for each piece, so that a slow reader is not flooded; what `write` throws is thrown.
 */
export async function writeJson(
  document: object,
  write: (text: string) => Promise<void> | void,
): Promise<void> {
  let chunk = '';
  for (const piece of pieces(document)) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    await write(chunk);
    chunk = '';
  }
  await write(chunk);
}

function* pieces(document: object): Generator<string> {
  yield '{';
  let before = '\n';
  for (const [name, value] of Object.entries(document)) {
    yield `${before}${json(name)}:`;
    if (isIterable(value)) yield* list(value);
    else yield json(value);
    before = ',\n';
  }
  yield '\n}\n';
}

function* list(items: Iterable<unknown>): Generator<string> {
  yield '[';
  let before = '\n';
  for (const item of items) {
    yield before + json(item);
    before = ',\n';
  }
  yield before === '\n' ? ']' : '\n]';
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** The value as JSON without a character that a terminal would obey: JSON itself escapes only the oldest of them. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character.split('').map(escaped).join(''),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
