// The values of simple.ts that stand in one line. Each pattern takes what can mean one thing only, and no more.
import type { Pair, ParsedNode, Scalar } from 'yaml';
import { listAt, mapAt, pairOf, scalarAt } from './nodes.ts';

/** A line of a text, and where it begins there. */
interface Inline {
  readonly content: string;
  readonly offset: number;
}

type Scan = Inline & { at: number };

const QUOTED = /"([^"\\]*)"|'([^']*)'/y;
const WORDS = /(?:[\w./(+\u00a1-\u1fff]|-(?=[A-Za-z0-9]))(?:[^ :]|:(?! |$)| +(?![ #]|$))*/y;
const END = /(?: +#.*| *)$/y;

const FLOW_WORDS = /\w(?:[\w./()@+-]| +(?=[\w./()@+-]))*/y;
const FLOW_KEY = /([A-Za-z_][\w./-]{0,99}): +/y;
const OPEN = /[{[] */y;
const COMMA = /, */y;
const CLOSE = / *[}\]]/y;

/** The value that stands in a line from `from` on, with nothing but a comment behind it; undefined where it is not simple. */
export function readInline({ content, offset }: Inline, from: number): ParsedNode | undefined {
  const scan: Scan = { content, offset, at: from };
  const first = content[from];
  const value = first === '{' ? readMap(scan) : first === '[' ? readList(scan) : readScalar(scan, WORDS);
  return value && take(scan, END) ? value : undefined;
}

function take(scan: Scan, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.content);
  if (found) scan.at += found[0].length;
  return found;
}

function readScalar(scan: Scan, words: RegExp): Scalar.Parsed | undefined {
  const offset = scan.offset + scan.at;
  const quoted = take(scan, QUOTED);
  if (quoted?.[1] !== undefined) return scalarAt(quoted[1], offset, 'QUOTE_DOUBLE');
  if (quoted?.[2] !== undefined) return scalarAt(quoted[2], offset, 'QUOTE_SINGLE');
  const plain = take(scan, words);
  return plain ? scalarAt(plain[0], offset) : undefined;
}

function readMap(scan: Scan): ParsedNode | undefined {
  const start = scan.offset + scan.at;
  const pairs: Pair[] = [];
  return readItems(scan, '}', () => {
    const offset = scan.offset + scan.at;
    const key = take(scan, FLOW_KEY)?.[1];
    const value = key === undefined ? undefined : readScalar(scan, FLOW_WORDS);
    return key !== undefined && value && pairs.push(pairOf(scalarAt(key, offset), value));
  })
    ? mapAt(pairs, start)
    : undefined;
}

function readList(scan: Scan): ParsedNode | undefined {
  const start = scan.offset + scan.at;
  const items: ParsedNode[] = [];
  return readItems(scan, ']', () => {
    const item = readScalar(scan, FLOW_WORDS);
    return item && items.push(item);
  })
    ? listAt(items, start)
    : undefined;
}

/** Items between brackets, with commas between them; true where all of them are simple. */
function readItems(scan: Scan, close: string, readOne: () => number | false | undefined): boolean {
  take(scan, OPEN);
  do {
    if (!readOne()) return false;
  } while (take(scan, COMMA));
  return take(scan, CLOSE)?.[0].endsWith(close) === true;
}
