import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { HistoryDocument } from '../../src/report/json/history.ts';
import type { PlanDocument } from '../../src/report/json/plan.ts';
import type { RunDocument } from '../../src/report/json/run.ts';
import type { StatusDocument } from '../../src/report/json/status.ts';
import type { ValidationDocument } from '../../src/report/json/validation.ts';
import type { Finished } from './process/running.ts';

interface Documents {
  readonly plan: PlanDocument;
  readonly run: RunDocument;
  readonly status: StatusDocument;
  readonly history: HistoryDocument;
  readonly validation: ValidationDocument;
}

/** The folder of the published schemas. */
export const SCHEMAS = join(import.meta.dirname, '../../schemas');

const validators = new Map<string, ValidateFunction>();

/** The names of the published schemas: all that lies beside their README. */
export function publishedNames(): readonly string[] {
  return readdirSync(SCHEMAS)
    .filter((file) => file !== 'README.md')
    .map((file) => file.replace(/\.schema\.json$/, ''))
    .sort();
}

/** A published schema as it stands in its file. */
export function readPublished(name: string): string {
  return readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8');
}

/** What the published schema says against a value; nothing where it fits. */
export function wrongByPublished(name: string, value: unknown): readonly string[] {
  const validate = validators.get(name) ?? compile(name);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function compile(name: string): ValidateFunction {
  const isDateTime = (text: string) => !Number.isNaN(Date.parse(text));
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    formats: { 'date-time': isDateTime, uri: URL.canParse },
  });
  const validate = ajv.compile(JSON.parse(readPublished(name)));
  validators.set(name, validate);
  return validate;
}

/** The one document on a process's standard output. Throws where there is more, or it does not fit its schema. */
export function documentOf<Name extends keyof Documents>(
  name: Name,
  { stdout, stderr }: Finished,
): Documents[Name] {
  if (stdout === '') throw new Error(`no document on standard output; standard error says: ${stderr}`);
  const document: Documents[Name] = JSON.parse(stdout);
  const wrong = wrongByPublished(name, document);
  if (wrong.length > 0) throw new Error(`no ${name} by its published schema: ${wrong.join('; ')}`);
  return document;
}
