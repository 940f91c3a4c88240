// Messages come from git, sites, hosts and the system, which may repeat what they were given: no secret must get out, in
// whatever spelling. This is the one place that takes them out of texts.
import { beginsSpelling, isSpelled, type Spelled, spellingsAt } from './spelling.ts';

const IN_ITS_PLACE = '***';
/** A shorter one is looked for as a word alone: it stands in others by chance. */
const SHORTEST_PART = 4;
/** A shorter line of a secret of several lines is no secret by itself. */
const SHORTEST_LINE = 8;

/** A form of a secret, as bytes that any spelling of them stands for. */
interface Pattern {
  readonly bytes: Uint8Array;
  readonly kind: 'plain' | 'word' | 'base64';
}

/** Gives what takes these secrets out of a text. */
export function hiderOf(secrets: readonly string[]): (text: string) => string {
  const patterns = secrets.flatMap(patternsOf);
  if (patterns.length === 0) return (text) => text;
  const starts = startsOf(patterns);
  return (text) => {
    const bytes = Buffer.from(text);
    const spans = findSpans(bytes, starts);
    return spans.length === 0 ? text : without(bytes, spans);
  };
}

/** The same for secrets that change: gives, each time it is asked, what takes out those of that moment. */
export function hiderNow(secrets: () => readonly string[]): () => (text: string) => string {
  let known: readonly string[] = [];
  let hide = hiderOf(known);
  return () => {
    const now = secrets();
    if (now.length !== known.length || now.some((secret, at) => secret !== known[at])) {
      known = [...now];
      hide = hiderOf(known);
    }
    return hide;
  };
}

function patternsOf(secret: string): readonly Pattern[] {
  const whole = secret.trim();
  const lines = whole.split(/[\r\n]+/).map((line) => line.trim());
  const parts = lines.length > 1 ? lines.filter((line) => line.length >= SHORTEST_LINE) : [];
  const plain = [lines.join(''), ...parts]
    .map((text) => Buffer.from(text))
    .filter(({ length }) => length > 0)
    .map((bytes) => ({ bytes: fold(bytes), kind: bytes.length < SHORTEST_PART ? 'word' : 'plain' }) as const);
  const encoded = [...new Set([secret, whole, ...parts])].flatMap((text) => base64Forms(Buffer.from(text)));
  return [...plain, ...encoded.map((text) => ({ bytes: Buffer.from(text), kind: 'base64' }) as const)];
}

/** The characters that stand for the bytes wherever they begin in what is encoded, such as `user:secret`. */
function base64Forms(bytes: Buffer): readonly string[] {
  if (bytes.length < SHORTEST_PART) return [];
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // A character is six bits: those that hold a neighbour's bits too are left.
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}

/** Which patterns may begin with a byte, be it the byte itself or the first of another spelling. */
type Starts = readonly (readonly Pattern[])[];

function startsOf(patterns: readonly Pattern[]): Starts {
  return Array.from({ length: 256 }, (_, byte) => {
    return patterns.filter((pattern) => isSame(pattern, byte, 0));
  });
}

/** From one byte up to another. */
interface Span {
  readonly start: number;
  readonly end: number;
}

function findSpans(text: Buffer, starts: Starts): readonly Span[] {
  const spans: Span[] = [];
  const isWorthALook = Uint8Array.from(starts, (patterns, byte) =>
    Number(patterns.length > 0 || beginsSpelling(byte)),
  );
  for (let start = 0; start < text.length; start += 1) {
    if (isWorthALook[text[start] ?? 0] === 0) continue;
    for (const pattern of patternsAt(text, start, starts)) {
      const end = findEnd(text, start, pattern);
      if (end > start && (pattern.kind !== 'word' || isAlone(text, start, end))) {
        add(spans, widened(text, { start, end }, pattern));
      }
    }
  }
  return spans;
}

const NONE: readonly Pattern[] = [];

function patternsAt(text: Uint8Array, at: number, starts: Starts): readonly Pattern[] {
  const byte = text[at] ?? 0;
  const patterns = starts[byte] ?? NONE;
  if (!beginsSpelling(byte) || !isSpelled(text, at)) return patterns;
  const firsts = spellingsAt(text, at).map(({ bytes: [first = -1] }) => starts[first] ?? NONE);
  return [...new Set([...patterns, ...firsts.flat()])];
}

function add(spans: Span[], { start, end }: Span): void {
  const last = spans.at(-1);
  if (!last || start > last.end) spans.push({ start, end });
  else spans[spans.length - 1] = { start: Math.min(start, last.start), end: Math.max(end, last.end) };
}

/** Where a pattern that begins here ends; -1 where it does not begin here. */
function findEnd(text: Uint8Array, start: number, pattern: Pattern): number {
  const first = goOn(text, { at: start, known: 0, skips: 0 }, pattern);
  if (first.known === pattern.bytes.length) return first.at;
  return beginsSpelling(text[first.at]) ? findSpelledEnd(text, first, pattern) : -1;
}

/** Each place is tried once for each byte that is looked for, so that a text of many spellings takes no longer than others. */
function findSpelledEnd(text: Uint8Array, from: Place, pattern: Pattern): number {
  const { length } = pattern.bytes;
  const tried = new Set<number>();
  const open = [from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const reached = goOn(text, place, pattern);
    const { at, known } = reached;
    if (known === length) return at;
    const key = at * (length + 1) + known;
    if (tried.has(key) || !beginsSpelling(text[at])) continue;
    tried.add(key);
    open.push(...nextPlaces(text, reached, pattern));
  }
  return -1;
}

/** As far as the pattern stands there byte for byte, up to what may be spelled otherwise. */
function goOn(text: Uint8Array, { at, known, skips }: Place, pattern: Pattern): Place {
  let count = 0;
  for (; known + count < pattern.bytes.length; count += 1) {
    const byte = text[at + count];
    if (byte === undefined || beginsSpelling(byte) || !isSame(pattern, byte, known + count)) break;
  }
  return { at: at + count, known: known + count, skips: count > 0 ? 0 : skips };
}

/** A line break, its indentation and a blank line are fewer. */
const MOST_SKIPS = 4;

/** How far a pattern is found. */
interface Place {
  readonly at: number;
  /** So many of its bytes are found. */
  readonly known: number;
  /** So many spellings before it stand for nothing. */
  readonly skips: number;
}

/** Where it may go on behind what begins a spelling; the best one last. */
function nextPlaces(text: Uint8Array, { at, known, skips }: Place, pattern: Pattern): readonly Place[] {
  const itself = { bytes: [text[at] ?? -1], end: at + 1 };
  const continues = ({ bytes }: Spelled) =>
    known + bytes.length > 0 && bytes.every((byte, index) => isSame(pattern, byte, known + index));
  return [...spellingsAt(text, at), itself]
    .filter(continues)
    .map(({ bytes, end }) => ({
      at: end,
      known: known + bytes.length,
      skips: bytes.length === 0 ? skips + 1 : 0,
    }))
    .filter((place) => place.skips <= MOST_SKIPS)
    .reverse();
}

function isSame({ bytes, kind }: Pattern, byte: number, at: number): boolean {
  const wanted = bytes[at];
  if (wanted === undefined) return false;
  if (kind === 'base64') return wanted === byte || wanted === URL_SAFE.get(byte);
  // A form writes a blank as a plus sign.
  return wanted === lower(byte) || (wanted === 0x20 && byte === 0x2b);
}

const URL_SAFE: ReadonlyMap<number, number> = new Map([
  [0x2d, 0x2b],
  [0x5f, 0x2f],
]);

const lower = (byte: number) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
const fold = (bytes: Buffer) => bytes.map(lower);

const isWordByte = (byte: number | undefined) =>
  byte !== undefined && /[0-9A-Za-z]/.test(String.fromCharCode(byte));
const isBase64Byte = (byte: number | undefined) =>
  byte !== undefined && /[\w+/-]/.test(String.fromCharCode(byte));

/** Whether it is no part of a longer word; `%3A` and `\u003a` before it are none. */
function isAlone(text: Buffer, start: number, end: number): boolean {
  const before = text.toString('latin1', Math.max(0, start - 6), start);
  const isSpelled = /%[0-9a-f]{2}$|\\u[0-9a-f]{4}$|\\[nrt]$/i.test(before);
  return (isSpelled || !isWordByte(text[start - 1])) && !isWordByte(text[end]);
}

/** With the characters at its ends that hold some of its bits, and the backslashes that belong to what is taken out. */
function widened(text: Buffer, { start, end }: Span, { kind }: Pattern): Span {
  let first = start;
  let last = end;
  if (kind === 'base64') {
    const isEscape = /\\+(?:u[0-9a-f]{0,3}|x[0-9a-f]?)?$/i.test(
      text.toString('latin1', Math.max(0, first - 7), Math.max(0, first - 1)),
    );
    if (isBase64Byte(text[first - 1]) && !isEscape) first -= 1;
    if (isBase64Byte(text[last])) last += 1;
  }
  while (text[first - 1] === 0x5c) first -= 1;
  return { start: first, end: last };
}

function without(text: Buffer, spans: readonly Span[]): string {
  const parts = spans.map(
    ({ start }, at) => text.toString('utf8', spans[at - 1]?.end ?? 0, start) + IN_ITS_PLACE,
  );
  return parts.join('') + text.toString('utf8', spans.at(-1)?.end ?? 0);
}
