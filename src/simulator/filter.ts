// The part of OData's $filter that is served: `Name eq 'x'`, `and`, `or`, parentheses. The rest is refused, never guessed.
import { badRequest } from './odata-error.ts';

/** One value of a row. */
export type Value = string | number | boolean | null;

/** A $filter that was understood. Its texts are folded: SQL compares without regard to case. */
export type Filter =
  | { readonly kind: 'eq'; readonly property: string; readonly value: Value }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] };

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

const DEEPEST = 100;
const TEXT = /'((?:[^']|'')*)'/uy;
const WORD = /[A-Za-z0-9_-]+/uy;
const PUNCTUATION = /[()]/uy;

/** The filter in `text`. Throws an OdataError (400) where it is not understood. */
export function readFilter(text: string): Filter {
  const reader = { text, at: 0, depth: 0 };
  const filter = readAlternatives(reader);
  skipSpace(reader);
  if (reader.at < text.length) throw unexpected(reader, 'and, or, or the end');
  return filter;
}

/** Whether a row passes. */
export function passes(filter: Filter, row: Readonly<Record<string, Value>>): boolean {
  if (filter.kind === 'eq') return fold(row[filter.property] ?? null) === filter.value;
  return filter.kind === 'and'
    ? filter.parts.every((part) => passes(part, row))
    : filter.parts.some((part) => passes(part, row));
}

/** Every property that a filter speaks of. */
export function propertiesOf(filter: Filter): readonly string[] {
  return filter.kind === 'eq' ? [filter.property] : filter.parts.flatMap(propertiesOf);
}

/** The values that a property must have one of for a row to pass; undefined where the filter leaves it open. */
export function pinned(filter: Filter, property: string): ReadonlySet<Value> | undefined {
  if (filter.kind === 'eq') return filter.property === property ? new Set([filter.value]) : undefined;
  const parts = filter.parts.map((part) => pinned(part, property));
  if (filter.kind === 'and') return parts.find((part) => part !== undefined);
  return parts.every((part) => part !== undefined) ? new Set(parts.flatMap((part) => [...part])) : undefined;
}

/** A value as it is compared. */
function fold(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function readAlternatives(reader: Reader): Filter {
  return readJoined(reader, 'or', () => readJoined(reader, 'and', () => readTerm(reader)));
}

function readJoined(reader: Reader, word: 'and' | 'or', readPart: () => Filter): Filter {
  const first = readPart();
  const parts = [first];
  while (take(reader, WORD, word)) parts.push(readPart());
  return parts.length === 1 ? first : { kind: word, parts };
}

function readTerm(reader: Reader): Filter {
  if (take(reader, PUNCTUATION, '(')) {
    reader.depth += 1;
    if (reader.depth > DEEPEST) throw badRequest(`A $filter may be nested ${DEEPEST} deep.`);
    const inner = readAlternatives(reader);
    if (!take(reader, PUNCTUATION, ')')) throw unexpected(reader, 'and, or, or )');
    reader.depth -= 1;
    return inner;
  }
  const property = match(reader, WORD)?.[0];
  if (property === undefined) throw unexpected(reader, 'a property or (');
  if (!take(reader, WORD, 'eq')) throw unexpected(reader, 'eq');
  return { kind: 'eq', property, value: readValue(reader) };
}

function readValue(reader: Reader): Value {
  const text = match(reader, TEXT)?.[1];
  if (text !== undefined) return fold(text.replaceAll("''", "'"));
  const word = match(reader, WORD)?.[0];
  if (word === 'null') return null;
  if (word === 'true' || word === 'false') return word === 'true';
  if (word !== undefined && /^-?\d{1,15}$/.test(word)) return Number(word);
  throw unexpected(reader, 'a value');
}

/** Moves on and says true where exactly `wanted` comes next. */
function take(reader: Reader, pattern: RegExp, wanted: string): boolean {
  const before = reader.at;
  if (match(reader, pattern)?.[0] === wanted) return true;
  reader.at = before;
  return false;
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  skipSpace(reader);
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found) reader.at = pattern.lastIndex;
  return found;
}

function skipSpace(reader: Reader): void {
  while (reader.text[reader.at] === ' ') reader.at += 1;
}

function unexpected(reader: Reader, wanted: string): Error {
  return badRequest(`Invalid $filter at character ${reader.at + 1}: expected ${wanted}.`);
}
