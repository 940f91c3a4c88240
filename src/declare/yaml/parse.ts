import { isScalar, type ParsedNode } from 'yaml';
import type { Reading, WrittenDocument } from '../../model/declaration.ts';
import type { Position } from '../../model/origin.ts';
import type { TextProblem } from '../../model/problem.ts';
import { isOurs, looksOurs } from '../ours.ts';
import { textProblem } from '../problem-codes.ts';
import { parseSimple } from '../simple/simple.ts';
import { readDocument } from './document.ts';
import { parseDocuments, type YamlDocument, type YamlText } from './documents.ts';
import { toProblems, type YamlFault } from './fault.ts';
import { positionsIn } from './lines.ts';
import { toPlain } from './plain.ts';

const MOST_ENTRIES = 100_000;

/** What was found in a text so far. */
interface Findings {
  readonly documents: WrittenDocument[];
  readonly faults: YamlFault[];
  readonly warnings: YamlFault[];
  ours: number;
  foreign: number;
}

/** What the documents of a text say, and all that is wrong with those that are ours. */
export function parseText(text: string): Reading {
  const unmarked = withoutMarks(text);
  return readingOf(unmarked, parseDocuments(unmarked));
}

/** YAML allows a byte order mark before every document, as files that were put together have it; the parser does not. */
function withoutMarks(text: string): string {
  return text.includes('\uFEFF')
    ? text.replace(/^\uFEFF(?=---(?:\s|$)|[%#])|(?<=^\.\.\.[ \t]*\r?\n)\uFEFF/gm, '')
    : text;
}

/** The same of a text that is quite simple, much sooner; undefined for any other. */
export function parseSimpleText(text: string): Reading | undefined {
  const contents = parseSimple(text);
  return contents && readingOf(text, { documents: [{ contents, errors: [] }], faults: [] });
}

function readingOf(text: string, { documents, faults }: YamlText): Reading {
  const positionAt = positionsIn(text);
  const found: Findings = { documents: [], faults: [], warnings: [], ours: 0, foreign: 0 };
  for (const document of documents) look(document, positionAt, found);

  const [unparsed] = toProblems(faults, positionAt);
  if (unparsed && found.ours === 0 && !looksOurs(text)) {
    return { documents: [], foreign: found.foreign || 1, problems: [], unreadable: unparsed, warnings: [] };
  }
  return {
    documents: found.documents,
    foreign: found.foreign,
    problems: [...toProblems([...faults, ...found.faults], positionAt), ...tooManyEntries(found.documents)],
    unreadable: null,
    warnings: toProblems(found.warnings, positionAt),
  };
}

function look(document: YamlDocument, positionAt: (offset: number) => Position, found: Findings): void {
  if (!document.contents || isEmpty(document.contents)) return;
  const plain = toPlain(document.contents);
  if (!isOurs(plain)) {
    found.foreign += 1;
    return;
  }
  found.ours += 1;
  // In a document that is no YAML everything behind the error may seem to be missing.
  if (document.errors.length > 0) return;
  const { written, faults, warnings } = readDocument(plain, positionAt);
  if (written) found.documents.push(written);
  found.faults.push(...faults);
  found.warnings.push(...warnings);
}

function tooManyEntries(documents: readonly WrittenDocument[]): readonly TextProblem[] {
  let entries = 0;
  for (const document of documents) {
    entries += document.packages.length * document.groups.length;
    if (entries <= MOST_ENTRIES) continue;
    const message = `More than ${MOST_ENTRIES} entries up to here: divide the file into several.`;
    return [textProblem('tooManyEntries', document, message)];
  }
  return [];
}

/** A document without content, such as the one behind a last `---`. */
function isEmpty(content: ParsedNode): boolean {
  return isScalar(content) && content.type === 'PLAIN' && content.source === '' && !content.tag;
}
