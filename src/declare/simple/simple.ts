// Nearly all declarations are plain maps and lists of one-line values: read here, they take a tenth of what the parser takes.
import type { Pair, ParsedNode, YAMLMap } from 'yaml';
import { readInline } from './inline.ts';
import { listAt, mapAt, pairOf, scalarAt } from './nodes.ts';

/** A line that holds something: how far it is set in, where it begins in the text, and what stands there. */
interface Line {
  readonly indent: number;
  readonly offset: number;
  readonly content: string;
}

interface Cursor {
  readonly lines: Line[];
  at: number;
}

/** No tab, no control character, nothing beyond what Latin, Greek and Cyrillic need. */
const CHARACTERS = /^[\n -~\u00a1-\u1fff]*$/;
/** Keeps the nesting well below the limit of the parser. */
const DEEPEST_INDENT = 40;

/** A key, and what stands between it and its value: spaces, or a comment where the value stands below. */
const ENTRY = /^([A-Za-z_][\w./-]{0,99}):(?: +#.*| *$| +)/;
const DASH = /^- +/;

/**
 * The map that a text holds, in the nodes that the parser would make of it. Undefined for whatever is not quite
 * simple, and for all that the parser would object to.
 */
export function parseSimple(text: string): YAMLMap.Parsed | undefined {
  if (!CHARACTERS.test(text)) return undefined;
  const lines = linesOf(text);
  if (lines.some(({ indent }) => indent > DEEPEST_INDENT)) return undefined;
  const isMarked = lines[0]?.indent === 0 && lines[0].content === '---';
  const cursor: Cursor = { lines, at: isMarked ? 1 : 0 };
  const root = readMap(cursor, lines[cursor.at]?.indent ?? 0);
  return cursor.at === lines.length ? root : undefined;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    let offset = start;
    while (text[offset] === ' ') offset += 1;
    const isFilled = offset < end && text[offset] !== '#';
    if (isFilled) lines.push({ indent: offset - start, offset, content: text.slice(offset, end) });
    start = end + 1;
  }
  return lines;
}

/** The line that comes next, if it is set in just so far. */
function lineAt({ lines, at }: Cursor, indent: number): Line | undefined {
  const line = lines[at];
  return line?.indent === indent ? line : undefined;
}

function readMap(cursor: Cursor, indent: number): YAMLMap.Parsed | undefined {
  const pairs: Pair[] = [];
  const start = cursor.lines[cursor.at]?.offset ?? 0;
  for (let line = lineAt(cursor, indent); line; line = lineAt(cursor, indent)) {
    const { offset, content } = line;
    const [head, key] = ENTRY.exec(content) ?? [];
    if (head === undefined || key === undefined) return undefined;
    cursor.at += 1;
    const isBelow = head.length === content.length;
    const value = isBelow ? readBelow(cursor, indent) : readInline(line, head.length);
    if (!value) return undefined;
    pairs.push(pairOf(scalarAt(key, offset), value));
  }
  return pairs.length > 0 ? mapAt(pairs, start) : undefined;
}

/** What stands under a key: a list may begin in the key's own column. */
function readBelow(cursor: Cursor, indent: number): ParsedNode | undefined {
  const line = cursor.lines[cursor.at];
  if (!line || line.indent < indent) return undefined;
  if (DASH.test(line.content)) return readList(cursor, line.indent);
  return line.indent > indent ? readMap(cursor, line.indent) : undefined;
}

function readList(cursor: Cursor, indent: number): ParsedNode | undefined {
  const items: ParsedNode[] = [];
  const start = cursor.lines[cursor.at]?.offset ?? 0;
  for (let line = lineAt(cursor, indent); line; line = lineAt(cursor, indent)) {
    const dash = DASH.exec(line.content)?.[0].length;
    if (dash === undefined) break;
    const item = readItem(cursor, line, dash);
    if (!item) return undefined;
    items.push(item);
  }
  return listAt(items, start);
}

function readItem(cursor: Cursor, line: Line, dash: number): ParsedNode | undefined {
  const content = line.content.slice(dash);
  if (!ENTRY.test(content)) {
    cursor.at += 1;
    return readInline(line, dash);
  }
  // A map that begins behind the dash is one whose other keys are set in so far.
  const indent = line.indent + dash;
  cursor.lines[cursor.at] = { indent, offset: line.offset + dash, content };
  return readMap(cursor, indent);
}
