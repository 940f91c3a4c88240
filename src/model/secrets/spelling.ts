// Each program on the way writes some characters in a way of its own: what a byte may look like is said here.

/** One way to read what stands at a place: the bytes that it stands for, none where it only breaks a line, and where it ends. */
export interface Spelled {
  readonly bytes: readonly number[];
  readonly end: number;
}

/** What begins another spelling than the byte itself. */
const BEGINS = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number('%\\&\r\n'.includes(String.fromCharCode(byte))),
);

/** Whether another spelling than the byte itself may begin with it. */
export const beginsSpelling = (byte: number | undefined): boolean => byte !== undefined && BEGINS[byte] === 1;

/** Whether another spelling of something else than a line break begins at a place: most backslashes only escape. */
export function isSpelled(text: Uint8Array, at: number): boolean {
  const next = text[at + 1] ?? 0;
  switch (text[at]) {
    case 0x25:
      return isHexDigit(next) && isHexDigit(text[at + 2] ?? 0);
    case 0x26:
      return next === 0x23 || /[a-z]/i.test(String.fromCharCode(next));
    case 0x5c:
      // Further ones may stand between it and its letter: u or x.
      return next === 0x5c || (next | 0x20) === 0x75 || (next | 0x20) === 0x78;
    default:
      return false;
  }
}

const isHexDigit = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);

const NAMED: Readonly<Record<string, number>> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
/** So often is a text encoded anew on its way. */
const MOST_LAYERS = 4;
/** No spelling of a character is longer. */
const LONGEST = 16;
const DEEPEST_INDENT = 80;

/** Every other spelling than the byte itself at a place, the longest first. */
export function spellingsAt(text: Uint8Array, at: number): readonly Spelled[] {
  const head = Buffer.from(text.buffer, text.byteOffset + at, Math.min(LONGEST, text.length - at)).toString(
    'latin1',
  );
  const found = [...percent(head), ...escaped(head), ...entity(head)].map(({ bytes, end }) => ({
    bytes,
    end: at + end,
  }));
  if (head[0] === '\r' || head[0] === '\n') found.push({ bytes: [head.charCodeAt(0)], end: at + 1 });
  const run = /^\\+/.exec(head)?.[0].length ?? 0;
  // A longer run escapes nothing.
  if (run > 0 && run < LONGEST) found.push({ bytes: [], end: at + run });
  return found.flatMap((spelled) => (isBreak(spelled) ? breaks(text, spelled.end) : [spelled]));
}

/** `%41`, `%2541`, and so on; of `%25` each layer is a spelling of its own. */
function percent(head: string): readonly Spelled[] {
  const [, layers = '', digits] = /^%((?:25)*)([0-9a-f]{2})?/i.exec(head) ?? [];
  const count = Math.min(layers.length / 2, MOST_LAYERS);
  const signs = Array.from({ length: count }, (_, layer) => ({
    bytes: [0x25],
    end: 3 + 2 * layer,
  })).reverse();
  if (digits === undefined) return signs;
  return [{ bytes: [Number.parseInt(digits, 16)], end: 3 + layers.length }, ...signs];
}

/** `\u0041`, `\u{41}`, `\x41`, `\n`; several backslashes where a text was written as JSON more than once. */
function escaped(head: string): readonly Spelled[] {
  const slashes = /^\\+/.exec(head)?.[0].length ?? 0;
  if (slashes === 0) return [];
  const rest = head.slice(slashes);
  const [all = '', pair, four, braces, two, letter] = ESCAPED.exec(rest) ?? [];
  const units = (pair ?? four)?.split(/\\+u/i).map((digits) => Number.parseInt(digits, 16));
  const text = units ? String.fromCharCode(...units) : (CONTROLS[letter ?? ''] ?? characterOf(braces ?? two));
  return text === undefined ? [] : [{ bytes: [...Buffer.from(text)], end: slashes + all.length }];
}

/** Behind its backslashes; two numbers where both halves of a character have one. */
const ESCAPED =
  /^(?:u(d[89ab][0-9a-f]{2}\\+ud[c-f][0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([nrt]))/i;

function characterOf(hex: string | undefined): string | undefined {
  const code = Number.parseInt(hex ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** `&#65;`, `&#x41;`, `&amp;`. */
function entity(head: string): readonly Spelled[] {
  const [all = '', decimal, hex, name = ''] =
    /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/i.exec(head) ?? [];
  const code =
    decimal !== undefined
      ? Number(decimal)
      : hex !== undefined
        ? Number.parseInt(hex, 16)
        : NAMED[name.toLowerCase()];
  return code !== undefined && code <= 0x10ffff
    ? [{ bytes: [...Buffer.from(String.fromCodePoint(code))], end: all.length }]
    : [];
}

function isBreak({ bytes: [byte] }: Spelled): boolean {
  return byte === 10 || byte === 13;
}

/** A line is broken inside of a word, or in the place of a blank; what indents the next line belongs to it. */
function breaks(text: Uint8Array, from: number): readonly Spelled[] {
  let end = from;
  while ((text[end] === 32 || text[end] === 9) && end - from < DEEPEST_INDENT) end += 1;
  const label = Buffer.from('remote:');
  if (label.every((byte, at) => text[end + at] === byte)) {
    end += label.length;
    if (text[end] === 32) end += 1;
  }
  return [
    { bytes: [], end },
    { bytes: [32], end },
  ];
}
