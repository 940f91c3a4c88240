import type { Reading } from '../model/declaration.ts';
import { decode } from '../model/files/decode.ts';
import type { TextProblem } from '../model/problem.ts';
import type { Text } from './declare.ts';
import { looksOurs } from './ours.ts';
import { type ProblemName, textProblem } from './problem-codes.ts';
import { parseSimpleText, parseText } from './yaml/parse.ts';

const LARGEST = 1024 * 1024;
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** A text's reading, under its blob id. */
export interface BlobReading {
  readonly blob: string;
  readonly reading: Reading;
}

/** The longest text that is looked at for being simple, in bytes: it keeps nobody waiting. */
const LONGEST_SIMPLE = 16 * 1024;

/** What {@link readText} says of a text that is quite simple, in a tenth of the time; undefined for any other. */
export function readSimple(text: Text): BlobReading | undefined {
  if ('tooLarge' in text || text.bytes.length > LONGEST_SIMPLE) return undefined;
  const { encoding, text: decoded } = decode(text.bytes);
  const reading = encoding === 'utf-8' ? parseSimpleText(decoded) : undefined;
  return reading && { blob: text.blob, reading };
}

/** Reads texts one after the other. */
export function readTexts(texts: readonly Text[]): readonly BlobReading[] {
  return texts.map((text) => ({ blob: text.blob, reading: readText(text) }));
}

/** What a text says. Any bytes whatever give a reading, in a time that grows with their number and no faster. */
export function readText(text: Text): Reading {
  // Nothing tells whether it is ours, for it was not looked at: a declaration must not be passed over in silence.
  if ('tooLarge' in text) return broken(tooLarge(text.tooLarge));
  const { length } = text.bytes;
  const { encoding, text: decoded } = decode(text.bytes.subarray(0, LARGEST));
  if (length > LARGEST) return unreadable(decoded, tooLarge(length));
  if (encoding === 'unknown')
    return unreadable(decoded, atStart('notUtf8', 'The file is not UTF-8: save it as UTF-8.'));
  if (decoded.startsWith(LFS_POINTER)) {
    const message = 'The file is a git LFS pointer: take declarations out of LFS and commit their text.';
    return unreadable(decoded, atStart('lfsPointer', message));
  }
  const reading = parseText(decoded);
  return encoding === 'utf-16' ? asUtf16(reading) : reading;
}

/** The reading of a text that its reader died of, or did not get through in time. */
export function readNothing(text: Text): BlobReading {
  const message =
    'The file could not be read in the time and memory that one file may take: make it smaller and simpler.';
  const problem = atStart('readerBroke', message);
  const reading = 'tooLarge' in text ? broken(problem) : unreadable(decode(text.bytes).text, problem);
  return { blob: text.blob, reading };
}

/** A text that cannot be read is ours by what stands in it, or by what its file declared before. */
function unreadable(text: string, problem: TextProblem): Reading {
  if (looksOurs(text)) return broken(problem);
  return { documents: [], foreign: 1, problems: [], unreadable: problem, warnings: [] };
}

function broken(problem: TextProblem): Reading {
  return { documents: [], foreign: 0, problems: [problem], unreadable: null, warnings: [] };
}

function asUtf16(reading: Reading): Reading {
  const problem = atStart('utf16', 'The file is UTF-16: save it as UTF-8.');
  if (reading.unreadable) return { ...reading, unreadable: problem };
  const isOurs = reading.documents.length > 0 || reading.problems.length > 0;
  return isOurs ? { ...broken(problem), foreign: reading.foreign } : reading;
}

function tooLarge(size: number): TextProblem {
  return atStart('tooLarge', `The file is larger than 1 MiB (${size} bytes): divide it into several.`);
}

function atStart(name: ProblemName, message: string): TextProblem {
  return textProblem(name, { line: 1, column: 1 }, message);
}
