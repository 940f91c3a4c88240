import { z } from 'zod';
import type { ProblemName } from '../problem-codes.ts';
import { quote } from './quote.ts';
import { toFilledText, toText } from './scalar-values.ts';

/** How a scalar is read, and what is said where `read` gives undefined: the text in quotes, then the advice. */
interface ScalarRule<Value> {
  readonly read: (text: string) => Value | undefined;
  readonly problem: ProblemName;
  readonly advice: string;
}

/** A scalar as a part of the written form. The problem's name travels in the issue's `params`. */
export function scalar<Value>({ read, problem, advice }: ScalarRule<Value>) {
  return z.string().transform((text, context): Value => {
    const value = read(text);
    if (value !== undefined) return value;
    const message = `${quote(text)} ${advice}`;
    context.issues.push({ code: 'custom', input: text, params: { problem }, message });
    return z.NEVER;
  });
}

/** What an editor, which reads unquoted scalars by YAML's own rules, has to accept for text. */
const ANY_SCALAR = { type: ['string', 'number', 'boolean', 'null'] };

/** Text that may be empty. */
export function anyText() {
  const advice = 'cannot be used: it holds half of a surrogate pair. Write the character itself.';
  return scalar({ read: toText, problem: 'badText', advice }).meta(ANY_SCALAR);
}

/** Text of at least one character. */
export function filledText() {
  const advice = 'cannot be used: write at least one character, and no half of a surrogate pair.';
  return scalar({ read: toFilledText, problem: 'badText', advice }).meta(ANY_SCALAR);
}
