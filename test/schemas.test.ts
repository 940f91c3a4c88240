// Editors and pipelines read the published schemas: they are what the program says, and fit what the contract shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allSchemas, schemaText } from '../src/cli/schemas.ts';
import { publishedNames, readPublished, SCHEMAS, wrongByPublished } from './make/published.ts';

/** What the contract shows, as people copy it: the YAML blocks of its README. */
const [REDISTRIBUTION = '', CONFIG = ''] = yamlBlocks(readFileSync(join(SCHEMAS, 'README.md'), 'utf8'));

function yamlBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

const wrong = (name: string, yaml: string) => wrongByPublished(name, parse(yaml));

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [key: string]: unknown;
}

/** The paths of all fields in a schema that say nothing of themselves. */
function undescribed(schema: unknown, path = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as Schema;
  const silent = Object.entries(properties).filter(([, field]) => !field.description && !field.$ref);
  const below = Object.entries(schema).flatMap(([key, value]) => undescribed(value, `${path}/${key}`));
  return [...silent.map(([name]) => `${path}/${name}`), ...below];
}

describe('the published schemas', () => {
  it('are all there, and no other', () => {
    expect(publishedNames()).toEqual([...allSchemas().keys()].sort());
  });

  it.each([...allSchemas()])('%s is fresh (else: npm run schemas)', (name, schema) => {
    expect(readPublished(name)).toBe(schemaText(schema));
  });

  it.each(publishedNames())('%s has a title and a description', (name) => {
    const { title, description, $schema }: Schema = JSON.parse(readPublished(name));
    expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(title).toMatch(/\w/);
    expect(description).toMatch(/\.$/);
  });

  it.each(publishedNames().filter((name) => name !== 'config'))('%s describes every field', (name) => {
    expect(undescribed(JSON.parse(readPublished(name)))).toEqual([]);
  });

  it('config describes every field of its own level', () => {
    const { properties = {} }: Schema = JSON.parse(readPublished('config'));
    expect(Object.entries(properties).filter(([, field]) => !field.description)).toEqual([]);
  });
});

describe('a declaration, by its published schema,', () => {
  it('may be all that the contract shows', () => {
    expect(wrong('redistribution', REDISTRIBUTION)).toEqual([]);
  });

  it('may hold scalars that YAML takes for something else than text', () => {
    const bare = REDISTRIBUTION.replace('P0100012', '00100012')
      .replace('name: office-content ', 'name: 2026 ')
      .replace('revision: 2026-11-20', 'revision: yes')
      .replace('site: P01', 'site: 100');
    expect(wrong('redistribution', bare)).toEqual([]);
  });

  it.each([
    ['another version', REDISTRIBUTION.replace('dpsync/v1', 'dpsync/v2'), '/apiVersion'],
    ['an unknown field', REDISTRIBUTION.replace('  wave:', '  colour:'), '/spec'],
    [
      'no package',
      REDISTRIBUTION.replace(/packages:[\s\S]*?distribution/, 'packages: []\n  distribution'),
      '/spec/packages',
    ],
    ['a PackageID of 7', REDISTRIBUTION.replace('P0100012', 'P010001'), '/spec/packages/0'],
    ['a site code of 4', REDISTRIBUTION.replace('P01 ', 'P011 '), '/spec/site'],
    ['a wave that is no number', REDISTRIBUTION.replace('wave: 0', 'wave: first'), '/spec/wave'],
  ])('may not be %s', (_, yaml, place) => {
    expect(wrong('redistribution', yaml).join('\n')).toContain(place);
  });
});

describe('a config, by its published schema,', () => {
  it('may be all that the contract shows', () => {
    expect(wrong('config', CONFIG)).toEqual([]);
  });

  it('may ask for what is reserved', () => {
    const reserved = CONFIG.replace(/\{type: bearer[^}]*\}/, '{type: negotiate}');
    expect(reserved).not.toBe(CONFIG);
    expect(wrong('config', reserved)).toEqual([]);
  });

  it.each([
    ['an unknown key', CONFIG.replace('maxAge:', 'maxage:'), '/guards'],
    ['no source', CONFIG.replace(/sources:[\s\S]*?\nsites:/, 'sources: []\nsites:'), '/sources'],
    ['another way to begin', CONFIG.replace('firstRun: hold', 'firstRun: maybe'), '/guards/firstRun'],
    ['no ledger', CONFIG.replace(/^ledger:.*\n/m, ''), 'ledger'],
  ])('may not have %s', (_, yaml, place) => {
    expect(wrong('config', yaml).join('\n')).toContain(place);
  });
});
