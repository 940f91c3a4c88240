import { z } from 'zod';
import type { ProblemName } from '../problem-codes.ts';
import { quote } from './quote.ts';
import { toFilledText, toRevision, toText } from './scalar-values.ts';

/** How a scalar is read, and what is said where `read` gives undefined: the text in quotes, then the advice. */
interface ScalarRule<Value> {
  readonly read: (text: string) => Value | undefined;
  readonly problem: ProblemName;
  readonly advice: string;
  /** How many characters it may have; left out: what `read` takes. */
  readonly longest?: number;
  /** Where it stands: a label's name is a key. */
  readonly part?: 'key' | 'value';
}

/** A scalar as a part of the written form. The problem's name travels in the issue's `params`. */
export function scalar<Value>({ read, problem, advice, longest, part = 'value' }: ScalarRule<Value>) {
  return z.string().transform((text, context): Value => {
    const refuse = (name: ProblemName, why: string) => {
      const message = `${quote(text)} ${why}`;
      context.issues.push({ code: 'custom', input: text, params: { problem: name, part }, message });
      return z.NEVER;
    };
    const value = read(text);
    if (value === undefined) return refuse(problem, advice);
    if (longest === undefined || typeof value !== 'string' || isWithin(value, longest)) return value;
    return refuse('tooLong', `is longer than ${longest} characters: shorten it.`);
  });
}

/** Counts characters, not the UTF-16 units that they take, and no more of them than it has to. */
function isWithin(text: string, longest: number): boolean {
  if (text.length <= longest || text.length > 2 * longest) return text.length <= longest;
  return [...text].length <= longest;
}

/** What an editor, which reads unquoted scalars by YAML's own rules, has to accept for text. */
const ANY_SCALAR = { type: ['string', 'number', 'boolean', 'null'] };

/** Text that may be empty, of so many characters at most. */
export function anyText(longest: number, part?: 'key' | 'value') {
  const advice = 'cannot be used: it holds half of a surrogate pair. Write the character itself.';
  return scalar({ read: toText, problem: 'badText', advice, longest, ...(part ? { part } : {}) }).meta({
    ...ANY_SCALAR,
    maxLength: longest,
  });
}

/** Text of at least one character, and of so many at most. */
export function filledText(longest: number) {
  return textBy(toFilledText, longest);
}

/** A revision, in the form in which it is compared. */
export function revisionText(longest: number) {
  return textBy(toRevision, longest);
}

function textBy(read: (text: string) => string | undefined, longest: number) {
  const advice = 'cannot be used: write at least one character, and no half of a surrogate pair.';
  return scalar({ read, problem: 'badText', advice, longest }).meta({ ...ANY_SCALAR, maxLength: longest });
}
