import { describe, expect, it } from 'vitest';
import { documentSchemas } from '../../src/report/schemas.ts';

const SCHEMAS = [...documentSchemas()];

interface Node {
  readonly path: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Every schema inside a schema, with where it stands. */
function nodesOf(value: unknown, path: string): readonly Node[] {
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([name, child]) => nodesOf(child, `${path}/${name}`));
  return [{ path, schema: value }, ...inner];
}

/** A field says what it is itself, or by what it refers to. */
function isDescribed(field: unknown, definitions: unknown): boolean {
  if (!isObject(field) || !isObject(definitions)) return false;
  const { description, $ref: reference } = field;
  if (typeof reference !== 'string') return typeof description === 'string' && description.endsWith('.');
  return isDescribed(definitions[reference.replace('#/$defs/', '')], definitions);
}

describe('the published schemas', () => {
  it('are those of every document', () => {
    expect(SCHEMAS.map(([name]) => name)).toEqual([
      'plan',
      'run',
      'status',
      'history',
      'validation',
      'doctor',
      'explanation',
      'facts',
    ]);
  });

  it.each(SCHEMAS)('%s is of draft 2020-12 and has a title and a description', (_name, schema) => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.title).toMatch(/^dpsync [A-Z][a-z]+$/);
    expect(schema.description).toMatch(/\.$/);
  });

  it.each(SCHEMAS)('%s describes every field', (_name, schema) => {
    const fields = nodesOf(schema, '').flatMap(({ path, schema: { properties } }) =>
      isObject(properties)
        ? Object.entries(properties).map(([name, field]) => [`${path}/${name}`, field] as const)
        : [],
    );
    const silent = fields
      .filter(([, field]) => !isDescribed(field, schema.$defs ?? {}))
      .map(([path]) => path);
    expect(fields.length).toBeGreaterThan(7);
    expect(silent).toEqual([]);
  });

  it.each(SCHEMAS)(
    '%s takes no field that it does not name, and asks for every one that it does',
    (_name, schema) => {
      const objects = nodesOf(schema, '').filter(({ schema: { type } }) => type === 'object');
      const loose = objects.filter(
        ({ schema: { additionalProperties, required, properties } }) =>
          additionalProperties !== false ||
          !isObject(properties) ||
          JSON.stringify(required) !== JSON.stringify(Object.keys(properties)),
      );
      expect(loose.map(({ path }) => path)).toEqual([]);
    },
  );
});
