// A text of a megabyte can be nested half a million levels deep: the parser would overflow its stack, so it is stopped.
import { Composer, type Document, Lexer, type ParsedNode, Parser, Schema, type YAMLParseError } from 'yaml';
import type { YamlFault } from './fault.ts';
import { visible } from './quote.ts';

/** One YAML document of a text. */
export type YamlDocument = Pick<Document.Parsed<ParsedNode>, 'contents' | 'errors'>;

/** The documents of a text as far as it could be parsed, and everything in it that is not YAML or is over a limit. */
export interface YamlText {
  readonly documents: readonly YamlDocument[];
  readonly faults: readonly YamlFault[];
}

const DEEPEST = 64;
/** A YAML 1.1 document copies the directives of the one before it: without a limit that is quadratic. */
const MOST_DIRECTIVES = 16;

const OPTIONS = {
  // Every scalar stays as it stands in the file, and no tag means anything.
  schema: new Schema({ schema: 'failsafe', resolveKnownTags: false }),
  // The parser compares each key with all before it, for minutes in a megabyte of keys: plain.ts looks for them.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** Parses a text into its documents. At a limit it stops: what follows is not looked at. */
export function parseDocuments(text: string): YamlText {
  const composer = new Composer(OPTIONS);
  const documents: YamlDocument[] = [];
  const limit = compose(text, composer, documents);
  const errors =
    documents.length > 0 ? documents.flatMap((document) => document.errors) : composer.streamInfo().errors;
  const faults = errors.map(notYaml);
  return { documents, faults: limit ? [...faults, limit] : faults };
}

function compose(text: string, composer: Composer, documents: YamlDocument[]): YamlFault | null {
  const parser = new Parser();
  let directives = 0;
  let limit: YamlFault | null = null;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'directive') directives += 1;
      if (token.type === 'document') directives = 0;
      documents.push(...composer.next(token));
    }
    limit = limitReached(parser, directives);
    if (limit) break;
  }
  if (!limit) for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  return limit;
}

function limitReached(parser: Parser, directives: number): YamlFault | null {
  const { offset, stack } = parser;
  if (directives > MOST_DIRECTIVES) {
    const message = `More than ${MOST_DIRECTIVES} directives (lines with %) before a document: remove them.`;
    return { name: 'tooManyDirectives', offset, message };
  }
  // The document itself lies on the stack too, and on top of it maybe a scalar.
  const top = stack.at(-1);
  if (stack.length <= DEEPEST + 1 || !top || !('items' in top)) return null;
  return { name: 'tooDeep', offset, message: `Nested deeper than ${DEEPEST} levels: write it flatter.` };
}

function notYaml(error: YAMLParseError): YamlFault {
  const reason = visible(error.message.slice(0, 200));
  return {
    name: 'notYaml',
    offset: error.pos[0],
    message: `This is not valid YAML: ${reason}. Correct it here.`,
  };
}
