import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { RedistributionForm } from '../../src/declare/written.ts';
import { toPackageId, toSiteCode } from '../../src/model/entry.ts';
import { declarationYaml } from '../make/noun/declaration.ts';

const schema = z.toJSONSchema(RedistributionForm, { io: 'input' });
// Editors know `date-time` by themselves; here only what the schema itself says is looked at.
const ajv = new Ajv2020({ allowUnionTypes: true, formats: { 'date-time': true } });
const accepts = ajv.compile(schema);

/** A document as an editor reads it: unquoted scalars by YAML's own rules. */
const asEditor = (text: string) => parse(text);

describe('the schema for editors', () => {
  it.each([
    ['what the program reads', declarationYaml({ labels: { ring: 'broad' }, wave: -1, suspend: true })],
    ['ids that YAML takes for numbers', declarationYaml().replace('"P0100012"', '00100012')],
    ['a revision that YAML takes for a number', `${declarationYaml()}  revision: 3\n`],
    ['a revision that YAML takes for nothing', `${declarationYaml()}  revision: ~\n`],
    [
      'labels that YAML takes for something else',
      declarationYaml({ labels: {} }).replace('{}', '{a: 1, b: yes}'),
    ],
    ['a package with its own revision', declarationYaml({ packages: [{ id: 'P0100012', revision: '2' }] })],
    ['a document without a site', declarationYaml({ site: null })],
    ['times', declarationYaml({ notBefore: '2026-12-01T22:00:00Z' })],
  ])('accepts %s', (_, text) => {
    expect([accepts(asEditor(text)), accepts.errors]).toEqual([true, null]);
  });

  it.each([
    ['an unknown field', `${declarationYaml()}  owner: me\n`],
    ['a missing field', declarationYaml().replace('metadata:', 'meta:')],
    ['an empty list', declarationYaml({ packages: [] }).replace('packages:', 'packages: []')],
    ['a PackageID that is none', declarationYaml({ packages: ['P0'] })],
    ['another value of members', `${declarationYaml()}  members: some\n`],
    ['a wave that is no integer', `${declarationYaml()}  wave: 1.5\n`],
    ['a list as a label', declarationYaml({ labels: {} }).replace('{}', '{a: [1]}')],
  ])('refuses %s', (_, text) => {
    expect(accepts(asEditor(text))).toBe(false);
  });

  it('describes every field', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('says of ids what the model says', () => {
    const item = ajv.compile(at(schema, 'spec', 'packages', 'items'));
    const site = ajv.compile(at(schema, 'spec', 'site'));
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9]{2,9}$/));
    fc.assert(
      fc.property(text, (id) => {
        expect(item(id)).toBe(toPackageId(id) !== undefined);
        expect(site(id)).toBe(toSiteCode(id) !== undefined);
      }),
    );
  });
});

interface Json {
  readonly [key: string]: unknown;
  readonly properties?: Json;
}

function at(json: object, ...path: readonly string[]): Json {
  return path.reduce((here, key) => (here.properties?.[key] ?? here[key]) as Json, json as Json);
}

/** The fields below `json` that have no description. */
function undescribed(json: object, name = 'the document'): readonly string[] {
  const {
    properties = {},
    items,
    anyOf = [],
    description,
  } = json as {
    properties?: Readonly<Record<string, object>>;
    items?: object;
    anyOf?: readonly object[];
    description?: string;
  };
  const below = [
    ...Object.entries(properties).flatMap(([key, field]) => undescribed(field, `${name}.${key}`)),
    ...anyOf.flatMap((option, index) => undescribed(option, `${name}|${index}`)),
    ...(items ? undescribed(items, `${name}[]`) : []),
  ];
  return description || anyOf.length > 0 ? below : [name, ...below];
}
