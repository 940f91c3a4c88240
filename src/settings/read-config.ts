// Every mistake in the config at once, each with its place.
import { type Document, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { Environment } from '../model/config/environment.ts';
import { SECRET } from '../model/config/secret.ts';
import { Failure } from '../model/failure.ts';
import { type Position, showPlace } from '../model/origin.ts';
import type { ConfigFile } from './config-file.ts';
import { SETTINGS_ERRORS } from './errors.ts';
import { fieldsOf } from './fields.ts';
import { type Config, configForm } from './form.ts';
import { nearestKey } from './nearest-key.ts';

type Mistake = Position & { readonly message: string };

/** What a config says. */
interface ReadConfig {
  readonly config: Config;
  /** False: nothing of it came from the environment, so the same text says the same. */
  readonly usesEnvironment: boolean;
}

/** Reads a config. Throws one Failure that names every mistake as `file:line:column`. */
export function readConfig({ file, text }: ConfigFile, environment: Environment): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const mistakes = document.errors.map(({ message, pos }) => ({
    ...positionAt(lines, pos[0]),
    message: message.split('\n')[0] ?? message,
  }));
  const usesEnvironment = mistakes.length === 0 && fillEnvironment(document, environment, lines, mistakes);
  const config = mistakes.length === 0 ? checkForm(document, lines, mistakes) : undefined;
  if (config && mistakes.length === 0) return { config, usesEnvironment };
  const list = mistakes.map((mistake) => `${showPlace({ ...mistake, file })}: ${mistake.message}`);
  throw new Failure(SETTINGS_ERRORS.mistakes, list.join('\n'));
}

/** Puts the environment in the place of every `${env:NAME}`. True where there is one. */
function fillEnvironment(
  document: Document,
  environment: Environment,
  lines: LineCounter,
  mistakes: Mistake[],
): boolean {
  let isUsed = false;
  visit(document, {
    Scalar(_, node, path) {
      if (typeof node.value !== 'string') return;
      const pair = path.at(-1);
      if (isPair(pair) && namesVariable(pair.key) && node.value.includes('${env:')) {
        mistakes.push({ ...positionAt(lines, node.range?.[0] ?? 0), message: ENVIRONMENT_TWICE });
        return;
      }
      node.value = node.value.replace(/\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g, (_whole, name: string) => {
        isUsed = true;
        const value = environment[name];
        const mistake = findVariableMistake(name, value);
        if (mistake !== undefined) {
          mistakes.push({ ...positionAt(lines, node.range?.[0] ?? 0), message: mistake });
        }
        return value ?? '';
      });
    },
  });
  return isUsed;
}

const ENVIRONMENT_TWICE = 'names a variable, which is read by itself: write the name alone, without ${env:…}';

const VARIABLE_KEYS: ReadonlySet<unknown> = new Set(
  [...fieldsOf(configForm)]
    .filter(({ form }) => z.globalRegistry.get(form)?.secret === SECRET.variable.secret)
    .map(({ place }) => place.at(-1)),
);

/** Whether the value of a key is the name of a variable: what the variable holds would be taken for its name, and shown. */
function namesVariable(key: unknown): boolean {
  return isScalar(key) && VARIABLE_KEYS.has(key.value);
}

function findVariableMistake(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return `the environment has no ${name}`;
  const isWhole = !value.includes('\ufffd');
  return isWhole ? undefined : `the variable ${name} of the environment is not UTF-8; set it in UTF-8`;
}

function checkForm(document: Document, lines: LineCounter, mistakes: Mistake[]): Config | undefined {
  const first = configForm.safeParse(document.toJS());
  const asText = first.success ? [] : first.error.issues.filter((issue) => takeAsText(document, issue));
  const checked = asText.length > 0 ? configForm.safeParse(document.toJS()) : first;
  if (checked.success) {
    mistakes.push(...repeated(checked.data, document, lines));
    return checked.data;
  }
  for (const { path, message } of checked.error.issues.flatMap(describe)) {
    mistakes.push({ ...positionOf(document, lines, path), message: `${showPath(path)}${message}` });
  }
  return undefined;
}

/** A scalar that the form wants as text is taken as it stands: the site code 100 is no number. */
function takeAsText(document: Document, issue: z.core.$ZodIssue): boolean {
  const node = document.getIn(issue.path, true);
  if (issue.code !== 'invalid_type' || issue.expected !== 'string' || !isScalar(node)) return false;
  if (typeof node.value === 'string' || node.source === undefined) return false;
  node.value = node.source;
  return true;
}

function describe(issue: z.core.$ZodIssue): readonly { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: issue.path, message: ` ${lowered(issue.message)}` }];
  }
  return issue.keys.map((key) => {
    const near = nearestKey(key, issue.path);
    const message = ` is no key of a config${near ? `; did you mean ${near}?` : ''}`;
    return { path: [...issue.path, key], message };
  });
}

function lowered(message: string): string {
  return message.startsWith('Invalid')
    ? `has an ${message.charAt(0).toLowerCase()}${message.slice(1)}`
    : message;
}

function repeated({ sources, sites }: Config, document: Document, lines: LineCounter): Mistake[] {
  const seen = new Set<string>();
  const all = [
    ...sources.map(({ name }, index) => ({ path: ['sources', index, 'name'], id: `source ${name}` })),
    ...sites.map(({ code }, index) => ({ path: ['sites', index, 'code'], id: `site ${code}` })),
  ];
  return all.flatMap(({ path, id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      { ...positionOf(document, lines, path), message: `${showPath(path)}: the ${id} is there already` },
    ];
  });
}

function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (shown, key) =>
      typeof key === 'number' ? `${shown}[${key}]` : `${shown}${shown ? '.' : ''}${String(key)}`,
    '',
  );
}

/** Where the value at `path` stands, or the nearest that is there around it. */
function positionOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): Position {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return positionAt(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
