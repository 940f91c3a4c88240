// What zod says is for programmers: here it becomes one sentence for the person who wrote the file.
import type { z } from 'zod';
import type { ProblemName } from './problem-codes.ts';
import { findMeant } from './suggestion.ts';
import { fieldsAt } from './written.ts';
import { quote } from './yaml/quote.ts';

/** What zod says about one place. */
export type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What is wrong with a document's form, and the path to the key or the value that is wrong. */
interface Mistake {
  readonly name: ProblemName;
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly message: string;
}

const SHAPES: Readonly<Record<string, string>> = {
  string: 'text: write one value',
  array: 'a list: write "- " before each item',
  object: 'a map: write its fields under it, indented',
  map: 'a map: write "key: value" lines under it, indented',
};

/** The mistakes behind zod's issues with `value`. */
export function* toMistakes(issues: readonly Issue[], value: unknown): Generator<Mistake> {
  for (const issue of issues) yield* mistakesOf(issue, value);
}

function* mistakesOf(issue: Issue, value: unknown): Generator<Mistake> {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) yield unknownField(path, key);
      return;
    case 'invalid_union':
      yield* unionMistakes(issue, value);
      return;
    case 'invalid_type':
      yield valueAt(value, path) === undefined
        ? missingField(path)
        : wrongShape(path, SHAPES[issue.expected]);
      return;
    case 'too_small':
      yield mistake('emptyList', path, `${nameOf(path)} is empty: write one item or more.`);
      return;
    case 'custom':
      yield { ...mistake(issue.params?.problem, path, issue.message), part: issue.params?.part ?? 'value' };
      return;
    default:
      yield wrongShape(path);
  }
}

function mistake(name: ProblemName, path: Path, message: string): Mistake {
  return { name, path, part: 'value', message };
}

/** The mistakes of the alternative that has the shape of what was written. */
function* unionMistakes({ errors, path }: z.core.$ZodIssueInvalidUnion, value: unknown): Generator<Mistake> {
  const fitting = errors.find((issues) => !issues.some(isOfOtherShape));
  if (!fitting) yield wrongShape(path, 'a PackageID, or a map with id and revision');
  for (const inner of fitting ?? []) yield* mistakesOf({ ...inner, path: [...path, ...inner.path] }, value);
}

function isOfOtherShape(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function unknownField(path: Path, key: string): Mistake {
  const known = fieldsAt(path);
  const meant = findMeant(key, known);
  const advice = meant
    ? `did you mean ${quote(meant)}?`
    : `remove it; the fields here are ${known.join(', ')}.`;
  const message = `${quote(key)} is not a field of ${nameOf(path)}: ${advice}`;
  return { name: 'unknownField', path: [...path, key], part: 'key', message };
}

function missingField(path: Path): Mistake {
  return mistake('missingField', path, `${nameOf(path)} is missing: add it to ${nameOf(path.slice(0, -1))}.`);
}

function wrongShape(path: Path, shape = 'something else'): Mistake {
  return mistake('wrongShape', path, `${nameOf(path)} must be ${shape}.`);
}

/** How a place in a document is called in a sentence. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the document';
  return typeof last === 'number' ? `item ${last + 1} of ${nameOf(path.slice(0, -1))}` : quote(String(last));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Readonly<Record<PropertyKey, unknown>>)[key], value);
}
